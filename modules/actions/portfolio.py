"""Writing one's portfolio, in the learner-only store: nothing of it is logged or audited (rule 7)."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.actions import forget_record, seal
from elearning.enrolment.enums import PrivateKind
from modules.actions.handing_in import take_back
from modules.queries.handing_in import works_of

# Enough for a programme of four years, and a limit to what one account can store.
MOST_TEXTS = 60


@transaction.atomic
def keep_portfolio_text(*, by: User, key: uuid.UUID, title: str, text: str) -> None:
    """Keep a text of `by` for her alone, in place of what was there under `key`.

    Raises DomainError when it is a new one and there are `MOST_TEXTS` already.
    """
    # Her row is locked, so that two new texts at once cannot pass the limit together.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    others = by.private_records.filter(kind=PrivateKind.PORTFOLIO).exclude(subject=key)
    if others.count() >= MOST_TEXTS:
        raise DomainError(
            _(
                "Your portfolio holds %(most)s texts, and that is the most. "
                "Take one away before you keep this one."
            )
            % {"most": MOST_TEXTS}
        )
    data = {"title": title, "text": text, "kept_at": clock.now().isoformat()}
    seal(user=by, kind=PrivateKind.PORTFOLIO, subject=key, data=data)


@transaction.atomic
def forget_portfolio_text(*, by: User, key: uuid.UUID) -> None:
    """Delete a text of `by`, and what was handed in of it; nothing happens when there is none."""
    for work in works_of(by, key):
        take_back(by=by, work=work.uuid)
    forget_record(user=by, kind=PrivateKind.PORTFOLIO, subject=key)

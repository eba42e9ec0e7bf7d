"""The mail about refreshers: only for who asked, at most one a day, and neutral (rules 5, 9, 10)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.actions.mails import queue_mail
from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.queries import enrolments_of
from modules.models import RefresherMail
from modules.queries.refreshers import offered_refreshers


@transaction.atomic
def ask_for_mail(*, by: User, wanted: bool) -> None:
    """From now on `by` gets a mail when something is ready to refresh, or no longer."""
    if wanted:
        _row, changed = RefresherMail.objects.get_or_create(user=by)
    else:
        changed = bool(RefresherMail.objects.filter(user=by).delete()[0])
    if changed:
        audit(by=by, action="ask_refresher_mail", subject=by, wanted=wanted)


def mail_refreshers() -> int:
    """Queue a mail for everyone who asked and for whom something became ready today.

    Gives their number. A day on which this does not run sends no mail: the start page still says
    it. Running it twice on a day queues nothing twice.
    """
    asked = RefresherMail.objects.filter(user__is_active=True).select_related("user")
    return sum(_mail(row.user) for row in asked.iterator())


def _mail(user: User) -> bool:
    keys = enrolments_of(user).values_list("path_key", flat=True)
    today = clock.today()
    offered = offered_refreshers(user, keys)
    if not any(one.is_due and one.due_on == today for one in offered):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        queued = queue_mail(
            to=user,
            subject=_("Leernetwerk: a short exercise is ready"),
            lines=[
                _(
                    "A short exercise is ready for you. It takes about five minutes and counts for "
                    "nothing."
                )
            ],
            link=reverse("refreshers"),
            why=_("You asked for this message. You stop it on the same page."),
            once=f"refresher:{user.uuid}:{today.isoformat()}",
        )
    return queued is not None

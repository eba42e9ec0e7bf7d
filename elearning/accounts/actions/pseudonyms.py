"""The pseudonym of a person, made when it is first needed (architecture, 7d)."""

import uuid

from django.db import transaction

from elearning.accounts.models import IdentityLink, User


def identity_link(*, user: User, subject: uuid.UUID | None = None) -> IdentityLink:
    """The link of `user` for `subject` (an enrolment's UUID, or None), made when missing.

    All links of one person carry the same actor; the row of the user is locked so that two first
    calls at once cannot make two actors.
    """
    link = IdentityLink.objects.filter(user=user, subject=subject).first()
    return link or _new_link(user, subject)


@transaction.atomic
def _new_link(user: User, subject: uuid.UUID | None) -> IdentityLink:
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    known = IdentityLink.objects.filter(user=user).first()
    actor = known.actor if known else uuid.uuid4()
    link, _ = IdentityLink.objects.get_or_create(
        user=user, subject=subject, defaults={"actor": actor}
    )
    return link

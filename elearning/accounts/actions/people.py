"""What people change about themselves."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import AuditEvent, User
from elearning.accounts.signals import account_closing
from elearning.core import clock

UNCONFIRMED_KEPT = timedelta(days=30)


@transaction.atomic
def change_name(*, by: User, full_name: str) -> None:
    """`by` is called `full_name` from now on. Everything else, the pseudonym too, stays."""
    by.full_name = full_name.strip()
    by.save(update_fields=["full_name"])
    audit(by=by, action="change_name", subject=by)


@transaction.atomic
def delete_account(*, by: User) -> None:
    """Delete the person and everything that leads to her.

    Gone at once: account, memberships, enrolments, progress, the learner's key and private
    records, and the links between person and pseudonym. What was counted stays, under a pseudonym
    that nothing joins to a person any more. The audit line says that it happened, not to whom.
    """
    account_closing.send(sender=User, user=by)
    # Lines about this person lose the id that all of them share; what she did stays, without her.
    AuditEvent.objects.filter(
        subject_kind=User._meta.label_lower, subject_id=str(by.uuid)
    ).update(subject_id="")
    _forget_in_cms_history(by)
    by.delete()
    AuditEvent.objects.create(
        action="delete_account", subject_kind=User._meta.label_lower, subject_id=""
    )


def _forget_in_cms_history(user: User) -> None:
    """Wagtail's history outlives people on purpose: it keeps their number and, as label, name."""
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=user).update(user=None)
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    ).update(object_id="", label="")


@transaction.atomic
def forget_old_addresses(*, user: User) -> None:
    """After somebody else changed the address: the old one logs in no more, the new one must be
    confirmed at the next login."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()


@transaction.atomic
def delete_unconfirmed_accounts() -> int:
    """Delete accounts whose address nobody confirmed in 30 days; how many."""
    stale = User.objects.filter(
        date_joined__lt=clock.now() - UNCONFIRMED_KEPT,
        last_login__isnull=True,
        is_staff=False,
        emailaddress__verified=False,
    ).exclude(emailaddress__verified=True)
    people = list(stale.distinct())
    for person in people:
        delete_account(by=person)
    return len(people)

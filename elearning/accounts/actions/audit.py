"""One line of history for every write that matters."""

from collections.abc import Iterable

from django.db import models

from elearning.accounts.models import AuditEvent, Organisation, User


def audit(
    *,
    by: User | None,
    action: str,
    subject: models.Model,
    organisation: Organisation | None = None,
    **detail: str | int | bool | None,
) -> AuditEvent:
    """Write one audit event in the caller's transaction.

    `by` is the person, or None for the platform itself; `action` a verb of the action that calls;
    `subject` the row it was done to (its `uuid` where it has one). `detail` holds ids, enum values
    and numbers only: never a name, an address or a text somebody wrote.
    """
    event = _event(by, action, subject)
    event.organisation, event.detail = organisation, detail
    event.save()
    return event


def audit_each(
    *, by: User | None, action: str, subjects: Iterable[models.Model]
) -> None:
    """As `audit`, a line for each of `subjects` without detail, in one query."""
    AuditEvent.objects.bulk_create(_event(by, action, one) for one in subjects)


def _event(by: User | None, action: str, subject: models.Model) -> AuditEvent:
    return AuditEvent(
        by=by,
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=str(getattr(subject, "uuid", subject.pk)),
    )

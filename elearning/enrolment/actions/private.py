"""Writing the learner-only store (architecture, 7e). Never logs, never audits what is in it."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.models import LearnerKey, PrivateRecord
from elearning.enrolment.queries import learner_key
from elearning.enrolment.sealing import (
    is_newest,
    new_key,
    seal_data,
    unwrap_key,
    wrap_key,
)


@transaction.atomic(savepoint=False)
def seal(
    *,
    user: User,
    kind: PrivateKind,
    subject: uuid.UUID,
    data: dict[str, Any],
    delete_after: date | None = None,
) -> None:
    """Keep `data` (JSON) for this learner alone, in place of what was there.

    It is deleted in the night after `delete_after`; None keeps it until it is forgotten.
    """
    record = PrivateRecord(
        user=user,
        kind=kind,
        subject=subject,
        sealed=sealed_for(user=user, kind=kind, subject=subject, data=data),
        delete_after=delete_after,
    )
    PrivateRecord.objects.bulk_create(
        [record],
        update_conflicts=True,
        unique_fields=["user", "kind", "subject"],
        update_fields=["sealed", "updated_at", "delete_after"],
    )


@transaction.atomic(savepoint=False)
def sealed_for(
    *, user: User, kind: str, subject: uuid.UUID, data: dict[str, Any]
) -> bytes:
    """`data` (JSON), encrypted under the key of this learner, for a table of another app.

    `opened` (queries) opens it, for the same kind and subject only. The key is made when missing.
    """
    return seal_data(
        data, key=_key_of(user), owner=user.uuid, kind=kind, subject=subject
    )


def _key_of(user: User) -> bytes:
    found = learner_key(user)
    if found is None:
        # The person's row is locked so that two first records cannot make two keys.
        User.objects.select_for_update().only("pk").get(pk=user.pk)
        found, _ = LearnerKey.objects.get_or_create(
            user=user, defaults={"wrapped": wrap_key(new_key(), owner=user.uuid)}
        )
        # Had another request just made it, `user` would go on remembering that there is none.
        user.learner_key = found
    return unwrap_key(bytes(found.wrapped), owner=user.uuid)


@transaction.atomic
def forget_record(*, user: User, kind: PrivateKind, subject: uuid.UUID) -> None:
    """Delete one record; nothing happens when there is none."""
    PrivateRecord.objects.filter(user=user, kind=kind, subject=subject).delete()


@transaction.atomic
def forget_learner(*, user: User) -> None:
    """Destroy the learner's key and delete her records: also in backups nothing can be read."""
    LearnerKey.objects.filter(user=user).delete()
    user._state.fields_cache.pop("learner_key", None)
    PrivateRecord.objects.filter(user=user).delete()


@transaction.atomic
def delete_expired_records(*, on: date | None = None) -> int:
    """Delete every record whose `delete_after` is before `on` (today when None); how many."""
    expired = PrivateRecord.objects.filter(delete_after__lt=on or clock.today())
    count, _ = expired.delete()
    return count


def rotate_learner_keys() -> int:
    """Wrap every learner's key with the newest master key; how many were wrapped anew.

    Each key is its own transaction, so it may be stopped and run again. Raises SealError when a
    key was wrapped by a master key that is no longer in LEARNER_STORE_KEYS.
    """
    rotated = 0
    for pk in LearnerKey.objects.order_by("pk").values_list("pk", flat=True).iterator():
        rotated += _rotate(pk)
    return rotated


@transaction.atomic
def _rotate(pk: int) -> bool:
    row = (
        LearnerKey.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=pk)
        .first()
    )
    if row is None or is_newest(bytes(row.wrapped)):
        return False
    owner = row.user.uuid
    row.wrapped = wrap_key(unwrap_key(bytes(row.wrapped), owner=owner), owner=owner)
    row.save(update_fields=["wrapped"])
    return True

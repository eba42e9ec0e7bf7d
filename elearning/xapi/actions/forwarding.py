"""Sending statements on to other stores: at least once, and by their id no more than once."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.xapi.delivery import Door, Unreachable, check_endpoint, login_of
from elearning.xapi.models import DeadLetter, ForwardTarget, Statement
from elearning.xapi.queries.forwarding import Batch, next_batch, outgoing, window
from elearning.xapi.validation.sameness import says_the_same

# One sender a target; the first of two numbers is ours alone among advisory locks ("forw").
LOCK = 0x666F7277
MOST = 40  # batches in one go; the next tick goes on
SHORTEST, LONGEST = timedelta(seconds=5), timedelta(hours=1)
DONE = {HTTPStatus.OK, HTTPStatus.NO_CONTENT}
# Said of what was sent; any other answer is about the target, which is asked again later.
REFUSED = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


@transaction.atomic
def make_target(
    *, by: User | None, name: str, endpoint: str, purpose: str, **filters: Any
) -> ForwardTarget:
    """A new target. Raises ValueError for an address that is not https or a lacking purpose."""
    check_endpoint(endpoint)
    if not purpose.strip():
        raise ValueError("a target has a purpose")
    target = ForwardTarget.objects.create(
        name=name, endpoint=endpoint, purpose=purpose, **filters
    )
    audit(by=by, action="make_forward_target", subject=target)
    return target


@transaction.atomic
def pause_target(*, by: User | None, target: ForwardTarget) -> None:
    """Send nothing more until it is resumed; a batch on its way is finished."""
    ForwardTarget.objects.filter(pk=target.pk).update(paused_at=clock.now())
    audit(by=by, action="pause_forward_target", subject=target)


@transaction.atomic
def resume_target(*, by: User | None, target: ForwardTarget) -> None:
    """Go on where it stopped, at the next tick."""
    ForwardTarget.objects.filter(pk=target.pk).update(
        paused_at=None, next_try_at=None, failures=0
    )
    audit(by=by, action="resume_forward_target", subject=target)


def targets_due() -> list[int]:
    """The targets that are neither paused nor waiting to try again."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=clock.now())
    targets = ForwardTarget.objects.filter(due, paused_at=None)
    return list(targets.values_list("pk", flat=True))


def forward(*, target_id: int) -> int | None:
    """Send what waits for this target, up to 40 batches of 50, outside of any transaction.

    The cursor moves after the target has answered, so whatever dies in between is sent again and
    known there by its id. Gives how many statements are there now that were not dealt with before;
    None when nothing may be sent: paused, waiting to try again, or another process is at it.
    """
    with _only_sender(target_id) as alone:
        return _forward(target_id) if alone else None


def send_again(*, by: User | None, letter: DeadLetter) -> bool:
    """Offer a refused statement once more; whether the target has it now, or it is gone here."""
    statement = Statement.objects.select_related("verb").filter(pk=letter.statement)
    found = statement.first()
    try:
        refused = found and _send_one(_door(letter.target), letter.target, found)
    except Unreachable as error:
        refused = str(error)
    with transaction.atomic():
        audit(by=by, action="send_again", subject=letter.target, sent=not refused)
        if not refused:
            letter.delete()
            return True
        letter.attempts, letter.reason = letter.attempts + 1, refused
        letter.save(update_fields=["attempts", "reason"])
    return False


def offer_again(*, target_id: int, user_id: int | None) -> int:
    """Offer all that a target refused once more; how many of it are there, or gone here, now."""
    by = User.objects.filter(pk=user_id).first() if user_id is not None else None
    letters = DeadLetter.objects.filter(target=target_id).select_related("target")
    return sum(send_again(by=by, letter=letter) for letter in letters)


@contextmanager
def _only_sender(target_id: int) -> Iterator[bool]:
    """A lock of the session: no transaction stays open while a target takes its time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, target_id])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, target_id])


def _forward(target_id: int) -> int | None:
    target = ForwardTarget.objects.filter(pk=target_id, paused_at=None).first()
    if target is None or (target.next_try_at and target.next_try_at > clock.now()):
        return None
    seen = window()
    if seen.unsettled:
        return None
    if target.cluster != seen.cluster:
        _begin_again(target, seen.cluster)
    sent = 0
    for _ in range(MOST):
        batch = next_batch(target, seen.until)
        if batch is None or not _still_wanted(target):
            break
        try:
            refused = _send(target, batch.statements)
        except Unreachable as error:
            _try_later(target, str(error))
            break
        _advance(target, batch, refused)
        sent += len(batch.statements) - len(refused)
    return sent


def _still_wanted(target: ForwardTarget) -> bool:
    return ForwardTarget.objects.filter(pk=target.pk, paused_at=None).exists()


def _begin_again(target: ForwardTarget, cluster: int) -> None:
    """A restored database counts its transactions anew; what the target knows it knows by id."""
    target.transaction, target.statement, target.cluster = "0", -1, cluster
    target.save(update_fields=["transaction", "statement", "cluster"])


def _door(target: ForwardTarget) -> Door:
    login = login_of(target.name)
    if login is None:
        raise Unreachable("XAPI_FORWARD_SECRETS has no key for this target")
    try:
        check_endpoint(target.endpoint)
    except ValueError as error:
        raise Unreachable(str(error)) from error
    return Door(target.endpoint, target.version, login)


def _send(
    target: ForwardTarget, statements: list[Statement]
) -> list[tuple[Statement, str]]:
    """Whatever the target refused, each with the reason. Raises Unreachable."""
    if not statements:
        return []
    door = _door(target)
    status = door.post([outgoing(target, one) for one in statements])
    if status in DONE:
        return []
    if status not in REFUSED:
        raise Unreachable(f"POST answered {status}")
    answers = [(one, _send_one(door, target, one)) for one in statements]
    return [(one, reason) for one, reason in answers if reason]


def _send_one(door: Door, target: ForwardTarget, statement: Statement) -> str:
    """Why the target refuses it; "" when it is there. Raises Unreachable."""
    made = outgoing(target, statement)
    status = door.post([made])
    if status in DONE:
        return ""
    if status not in REFUSED:
        raise Unreachable(f"POST answered {status}")
    if status == HTTPStatus.CONFLICT:
        there = door.find(made["id"])
        if there is not None and says_the_same(there, made):
            return ""
    return f"POST answered {status}"


@transaction.atomic
def _advance(
    target: ForwardTarget, batch: Batch, refused: list[tuple[Statement, str]]
) -> None:
    for statement, reason in refused:
        DeadLetter.objects.get_or_create(
            target=target,
            statement=statement.pk,
            defaults={"uuid": statement.uuid, "reason": reason},
        )
    # Only from where this batch began: a sender that lost its lock moves nothing back.
    ForwardTarget.objects.filter(
        pk=target.pk, transaction=str(target.transaction), statement=target.statement
    ).update(
        transaction=batch.transaction,
        statement=batch.statement,
        sent=F("sent") + len(batch.statements) - len(refused),
        sent_at=clock.now(),
        failures=0,
        next_try_at=None,
        last_error="",
    )
    target.transaction, target.statement = batch.transaction, batch.statement
    target.failures = 0


def _try_later(target: ForwardTarget, error: str) -> None:
    """Twice as long each time, and never all at the same moment."""
    wait = min(SHORTEST * 2 ** min(target.failures, 20), LONGEST)
    wait *= random.uniform(0.5, 1)  # noqa: S311  # no secret
    ForwardTarget.objects.filter(pk=target.pk).update(
        failures=target.failures + 1,
        next_try_at=clock.now() + wait,
        last_error=error[:200],
    )

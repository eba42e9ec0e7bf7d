"""What may be used where, and what expiry takes away."""

from collections.abc import Iterable
from datetime import date

from elearning.knowledge.enums import ExpiryEffect
from elearning.knowledge.models import Fact, KnowledgeRecord


def with_effect(
    records: Iterable[KnowledgeRecord], effect: ExpiryEffect, on: date | None = None
) -> list[KnowledgeRecord]:
    """Those `records` whose expiry has `effect` on that day (today when None)."""
    return [record for record in records if record.expiry_effect(on) == effect]


def may_be_shown(fact: Fact, on: date | None = None) -> bool:
    """Whether anything of `fact` may stand in a lesson: never one that we decided not to use."""
    if not fact.usable_in_lessons:
        return False
    hidden = fact.expiry_effect(on) == ExpiryEffect.HIDE_NUMBER
    return not hidden or bool(fact.text_without_number)

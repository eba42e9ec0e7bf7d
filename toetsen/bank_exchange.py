"""Between the bank and the files of other systems: what would come in, and what goes out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from toetsen import bank_checks
from toetsen.blocks import normal
from toetsen.exchange import Item, Reading, Remark
from toetsen.exchange.items import Form
from toetsen.exchange.shapes import CannotTravelError, data_of, item_of
from toetsen.models import Question
from toetsen.question_types import question_type

JSON = Any


@dataclass(frozen=True)
class Planned:
    """One question that would come in: new, or a new draft of `existing`, which says its newest.

    `problems` keep it from being published, not from coming in.
    """

    item: Item
    kind: str
    data: JSON
    existing: Question | None = None
    problems: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """What an import would do, and every question or part of one that stays behind.

    `same` are questions that the bank has in this way already, in their newest draft.
    """

    coming: list[Planned] = field(default_factory=list)
    same: list[Item] = field(default_factory=list)
    left_behind: list[Remark] = field(default_factory=list)


def plan_import(reading: Reading) -> Plan:
    """What would come of the questions in `reading`. Writes nothing; as many queries for any number.

    A question whose code is in the bank becomes a new draft of that one, when it is of the same
    type and nobody is reviewing it; learners see none of it until it is published.
    """
    plan = Plan(left_behind=list(reading.left_behind))
    existing = _in_bank(reading)
    coming: list[tuple[Item, str, JSON]] = []
    for item in reading.items:
        try:
            kind, data, lost = data_of(item)
            _check_existing(existing.get(item.code.lower()), kind)
        except CannotTravelError as error:
            plan.left_behind.append(Remark(str(error), item.place, item.name))
        else:
            coming.append((item, kind, data))
            plan.left_behind += [Remark(said, item.place, item.name) for said in lost]
    known = bank_checks.known_for(data for _item, _kind, data in coming)
    for item, kind, data in coming:
        found = bank_checks.problems(kind, data, goal=item.goal, known=known)
        there, problems = existing.get(item.code.lower()), [str(one) for one in found]
        planned = Planned(item, kind, data, there, problems)
        if there is not None and _is_same(there, planned):
            plan.same.append(item)
        else:
            plan.coming.append(planned)
    return plan


def _is_same(there: Question, planned: Planned) -> bool:
    kind, item = planned.kind, planned.item
    says, about = normal(kind, there.data), there.review_by
    return bool(says == normal(kind, planned.data)) and (
        there.goal_code == (item.goal or there.goal_code)
        and there.critical >= item.critical
        and there.difficulty == (item.difficulty or there.difficulty)
        and there.language == (item.language or there.language)
        and item.review_by in ("", about.isoformat() if about else "")
    )


def _in_bank(reading: Reading) -> dict[str, Question]:
    """The questions of the bank with a code of the file, by code, as their newest drafts say."""
    codes = [item.code.lower() for item in reading.items if item.code]
    rows = Question.objects.filter(code__in=codes).for_list()
    return {
        one.code: one.as_in_draft() for one in rows.select_related("latest_revision")
    }


def _check_existing(existing: Question | None, kind: str) -> None:
    if existing is not None and existing.kind != kind:
        raise CannotTravelError(
            _("The bank has this code for a question of another type.")
        )
    if existing is not None and existing.workflow_in_progress:
        raise CannotTravelError(_("The question with this code is being reviewed now."))


def items_of(questions: Iterable[Question]) -> tuple[list[Item], list[Remark]]:
    """What `questions` say as they are published (or in draft, when never published).

    The second list names those that cannot go out, and why.
    """
    items, remarks = [], []
    for one in questions:
        about = Item(
            form=Form.CHOICE,
            text="",
            name=one.code,
            code=one.code,
            goal=one.goal_code,
            critical=one.critical,
            difficulty=one.difficulty,
            language=one.language,
            review_by=one.review_by.isoformat() if one.review_by else "",
        )
        try:
            if question_type(one.kind).check(one.data):
                raise CannotTravelError(_("The question is not finished yet."))
            item, lost = item_of(one.kind, one.data, about)
        except CannotTravelError as error:
            remarks.append(Remark(str(error), name=one.code))
        else:
            items.append(item)
            remarks += [
                Remark(_("Not in the file: %(what)s") % {"what": said}, name=one.code)
                for said in lost
            ]
    return items, remarks

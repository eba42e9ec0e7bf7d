"""Between the data of a question type here and the forms that other systems know.

A type that is not here cannot travel; `item_of` and `data_of` say so in words. A new type adds one
function each way.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from toetsen.exchange.items import Answer, Form, Item
from toetsen.exchange.tags import KEYS

JSON = Any


class CannotTravelError(Exception):
    """Why a question cannot go to, or come from, another system: in words."""


def item_of(kind: str, data: JSON, about: Item) -> Item:
    """`about` (what the bank knows) with what a question of type `kind` asks.

    Raises CannotTravelError for a type that other systems do not have.
    """
    if kind not in _OUT:
        raise CannotTravelError(
            _("This question type does not exist in other systems.")
        )
    lesson = data.get("review_lesson") or {}
    both = "module" in lesson and "lesson" in lesson
    item = replace(
        about,
        text=data["text"],
        feedback=data.get("feedback", ""),
        sources=list(data.get("sources", [])),
        lesson=(str(lesson["module"]), int(lesson["lesson"])) if both else None,
    )
    return _OUT[kind](item, data)


def data_of(item: Item) -> tuple[str, JSON]:
    """The question type and the data that `item` becomes. Raises CannotTravelError."""
    if item.form not in _IN:
        raise CannotTravelError(
            _("A question of this kind does not exist here yet: %(form)s.")
            % {"form": form_names()[item.form]}
        )
    kind, own = _IN[item.form](item)
    lesson = {"module": item.lesson[0], "lesson": item.lesson[1]} if item.lesson else {}
    return kind, {
        "text": item.text,
        "feedback": item.feedback,
        "sources": item.sources,
        "review_lesson": lesson,
        **own,
    }


def form_names() -> dict[Form, str]:
    return {
        Form.CHOICE: _("one answer"),
        Form.SEVERAL: _("several answers"),
        Form.MATCH: _("matching"),
        Form.ORDER: _("putting in order"),
        Form.TEXT: _("a short text"),
        Form.NUMBER: _("a number"),
    }


def keyed(answers: list[Answer]) -> list[Answer]:
    """With the letters that are there, and the next free one for the rest."""
    taken = {answer.key for answer in answers}
    free = (key for key in [*KEYS, *(f"x{n}" for n in range(1000))] if key not in taken)
    return [
        answer if answer.key else replace(answer, key=next(free)) for answer in answers
    ]


def _single_out(item: Item, data: JSON) -> Item:
    answers = [
        Answer(
            one["text"],
            float(one.get("right", False)),
            one.get("feedback", ""),
            one["key"],
        )
        for one in data["options"]
    ]
    return replace(item, form=Form.CHOICE, answers=answers)


def _single_in(item: Item) -> tuple[str, JSON]:
    if any(answer.share not in (0, 1) for answer in item.answers):
        raise CannotTravelError(
            _("An option that earns a part of the marks does not exist in this type.")
        )
    options = [
        {
            "key": one.key,
            "text": one.text,
            "right": one.share == 1,
            "feedback": one.feedback,
        }
        for one in keyed(item.answers)
    ]
    return "single", {"options": options}


_OUT: dict[str, Callable[[Item, JSON], Item]] = {"single": _single_out}
_IN: dict[Form, Callable[[Item], tuple[str, JSON]]] = {Form.CHOICE: _single_in}

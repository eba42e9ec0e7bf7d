"""Between the data of a question type here and the forms that other systems know.

A type that is not here cannot travel; `item_of` and `data_of` say so in words. A new type adds one
function each way. Both also say what of a question that does travel is lost.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from toetsen.exchange.items import Answer, Form, Item
from toetsen.exchange.tags import KEYS
from toetsen.question_types import question_types

JSON = Any
# The types whose options may have to stay in their order.
IN_ORDER = frozenset({"single", "multiple", "judgement"})
Out = tuple[Item, list[str]]
In = tuple[str, JSON, list[str]]


class CannotTravelError(Exception):
    """Why a question cannot go to, or come from, another system: in words."""


def item_of(kind: str, data: JSON, about: Item) -> Out:
    """`about` (what the bank knows) with what a question of type `kind` asks, and what is lost.

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
        keep_order=bool(data.get("keep_order")),
    )
    made, lost = _OUT[kind](item, data)
    if lesson and not both:
        lost = [*lost, _("Where to read it again.")]
    return made, lost


def data_of(item: Item) -> In:
    """The question type and the data that `item` becomes, and what is lost.

    Raises CannotTravelError for what no type here can ask.
    """
    kind, own, lost = _IN[item.form](item)
    if kind not in {one.kind for one in question_types()}:
        raise CannotTravelError(
            _("A question of this kind does not exist here yet: %(form)s.")
            % {"form": form_names()[item.form]}
        )
    lesson = {"module": item.lesson[0], "lesson": item.lesson[1]} if item.lesson else {}
    data = {
        "text": item.text,
        "feedback": item.feedback,
        "sources": item.sources,
        "review_lesson": lesson,
        **own,
    }
    if item.keep_order and kind in IN_ORDER:
        data["keep_order"] = True
    return kind, data, lost


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


def _single_out(item: Item, data: JSON) -> Out:
    return replace(item, form=Form.CHOICE, answers=_options(data, 1.0, 0.0)), []


def _several_out(item: Item, data: JSON) -> Out:
    """A wrong option takes off as much as a right one earns, as the type scores it."""
    share = 1 / sum(bool(one.get("right")) for one in data["options"])
    return replace(item, form=Form.SEVERAL, answers=_options(data, share, -share)), []


def _options(data: JSON, right: float, wrong: float) -> list[Answer]:
    return [
        Answer(
            one["text"],
            right if one.get("right") else wrong,
            one.get("feedback", ""),
            one["key"],
        )
        for one in data["options"]
    ]


def _judgement_out(item: Item, data: JSON) -> Out:
    if data.get("mode", "best") != "best":
        raise CannotTravelError(
            _("Putting steps in order of quality does not exist in other systems.")
        )
    answers = [
        Answer(one["text"], float(one["score"]), one.get("feedback", ""), one["key"])
        for one in data["steps"]
    ]
    return replace(item, form=Form.CHOICE, answers=answers), []


def _choice_in(item: Item) -> In:
    """Options that earn a part of the marks make it a situation to judge."""
    answers = keyed(item.answers)
    if all(answer.share in (0, 1) for answer in answers):
        return "single", {"options": _as_options(answers)}, []
    steps = [
        {
            "key": one.key,
            "text": one.text,
            "score": max(0.0, round(one.share, 4)),
            "feedback": one.feedback,
        }
        for one in answers
    ]
    return "judgement", {"steps": steps, "mode": "best"}, _below_nothing(answers)


def _below_nothing(answers: list[Answer]) -> list[str]:
    if all(answer.share >= 0 for answer in answers):
        return []
    return [_("An option takes no marks off here; it earns nothing.")]


def _several_in(item: Item) -> In:
    answers = keyed(item.answers)
    rights = [answer.share for answer in answers if answer.share > 0]
    share = 1 / len(rights) if rights else 0.0
    alike = all(round(abs(answer.share) - share, 4) == 0 for answer in answers)
    lost = (
        []
        if alike
        else [
            _(
                "Here every right option earns the same, and a wrong one takes as much off."
            )
        ]
    )
    return "multiple", {"options": _as_options(answers)}, lost


def _as_options(answers: list[Answer]) -> list[JSON]:
    return [
        {
            "key": one.key,
            "text": one.text,
            "right": one.share > 0,
            "feedback": one.feedback,
        }
        for one in answers
    ]


def _order_out(item: Item, data: JSON) -> Out:
    answers = [Answer(one["text"], key=one["key"]) for one in data["items"]]
    return replace(item, form=Form.ORDER, answers=answers), []


def _order_in(item: Item) -> In:
    items = [{"key": one.key, "text": one.text} for one in keyed(item.answers)]
    return "order", {"items": items}, []


def _match_out(item: Item, data: JSON) -> Out:
    """What goes with nothing is an answer without a text, as in Moodle."""
    texts = {one["key"]: one["text"] for one in data["targets"]}
    used = {one["target"] for one in data["pairs"]}
    pairs = [
        Answer(one["text"], 1.0, key=one["key"], other=texts[one["target"]])
        for one in data["pairs"]
    ]
    extra = [
        Answer("", 1.0, other=text) for key, text in texts.items() if key not in used
    ]
    return replace(item, form=Form.MATCH, answers=[*pairs, *extra]), []


def _match_in(item: Item) -> In:
    others = list(dict.fromkeys(one.other for one in item.answers))
    letters = {
        other: one.key
        for other, one in zip(others, keyed([Answer(o) for o in others]), strict=True)
    }
    pairs = [
        {"key": one.key, "text": one.text, "target": letters[one.other]}
        for one in keyed([one for one in item.answers if one.text])
    ]
    targets = [{"key": key, "text": text} for text, key in letters.items()]
    said = any(one.feedback for one in item.answers)
    lost = [_("A pair has no feedback of its own here.")] if said else []
    return "match", {"pairs": pairs, "targets": targets}, lost


def _number_out(item: Item, data: JSON) -> Out:
    margin = float(data.get("tolerance", 0))
    answers = [Answer(f"{float(data['answer']):.12g}", 1.0, margin=margin)]
    lost = [_("The unit.")] if data.get("unit") else []
    return replace(item, form=Form.NUMBER, answers=answers), lost


def _number_in(item: Item) -> In:
    right = next((one for one in item.answers if one.share == 1), None)
    if right is None:
        raise CannotTravelError(_("No number is wholly right."))
    lost = []
    if len(item.answers) > 1:
        lost.append(_("Only the first number that is wholly right comes along."))
    if any(0 < one.share < 1 for one in item.answers):
        lost.append(_("A number is right or wrong here; none earns a part."))
    if any(one.feedback for one in item.answers):
        lost.append(_("A number has no feedback of its own here."))
    return "numeric", {"answer": float(right.text), "tolerance": right.margin}, lost


def _text_out(item: Item, data: JSON) -> Out:
    """Other ways to write an answer are answers with the same letter."""
    answers = [
        Answer(text, float(one.get("score", 1)), one.get("feedback", ""), one["key"])
        for one in data["answers"]
        for text in [one["text"], *one.get("variants", [])]
    ]
    return replace(item, form=Form.TEXT, answers=answers), []


def _text_in(item: Item) -> In:
    classes = []
    for _key, same in groupby(keyed(item.answers), lambda one: one.key):
        first, *others = same
        classes.append(
            {
                "key": first.key,
                "text": first.text,
                "variants": [one.text for one in others],
                "score": max(0.0, round(first.share, 4)),
                "feedback": first.feedback,
            }
        )
    return "shorttext", {"answers": classes}, _below_nothing(item.answers)


_OUT: dict[str, Callable[[Item, JSON], Out]] = {
    "single": _single_out,
    "multiple": _several_out,
    "judgement": _judgement_out,
    "order": _order_out,
    "match": _match_out,
    "numeric": _number_out,
    "shorttext": _text_out,
}
_IN: dict[Form, Callable[[Item], In]] = {
    Form.CHOICE: _choice_in,
    Form.SEVERAL: _several_in,
    Form.MATCH: _match_in,
    Form.ORDER: _order_in,
    Form.NUMBER: _number_in,
    Form.TEXT: _text_in,
}

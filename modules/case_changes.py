"""The differences between two versions of a case, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from modules.blocks.cases import ChoiceBlock, EndingBlock, SceneBlock
from modules.case_words import condition_in_words
from modules.cases.authoring import TARGET_WORDS
from modules.cases.compare import Change, ChangeKind, Piece, compare, pieces
from modules.cases.definition import (
    Case,
    Choice,
    Condition,
    Ending,
    RedFlag,
    Scene,
    SceneKind,
    Scores,
)
from modules.enums import COMPETENCE_NAMES

KIND_WORDS = {
    ChangeKind.ADDED: gettext_lazy("Added"),
    ChangeKind.REMOVED: gettext_lazy("Removed"),
    ChangeKind.CHANGED: gettext_lazy("Changed"),
}
WHOLE_FIELDS = {
    "title": gettext_lazy("Title"),
    "neutral_title": gettext_lazy("neutral title"),
    "role": gettext_lazy("who the learner is"),
    "persona": gettext_lazy("who it is about"),
    "reflection": gettext_lazy("questions to think about, one a line"),
    "start": gettext_lazy("the scene it begins with"),
    "order": gettext_lazy("the order of the endings"),
}
LABELS: dict[str, Any] = {
    **{n: b.label for n, b in EndingBlock.base_blocks.items()},
    **{n: b.label for n, b in SceneBlock.base_blocks.items()},
    **{n: b.label for n, b in ChoiceBlock.base_blocks.items()},
    "red_flag": gettext_lazy("Red flag"),
}
# Of the engine's word, what an author writes for it.
WRITTEN = {code: word for word, code in reversed(TARGET_WORDS.items())}


@dataclass(frozen=True)
class Difference:
    """One row: where, what became of it, and both texts as one with what went and came."""

    kind: str
    word: str
    place: str
    field: str
    pieces: list[Piece]


def differences(old: Case, new: Case) -> list[Difference]:
    """What changed from `old` to `new`, in the order of `new`. Empty when nothing did."""
    return [_difference(change) for change in compare(old, new)]


def _difference(change: Change) -> Difference:
    return Difference(
        kind=change.kind.value,
        word=str(KIND_WORDS[change.kind]),
        place=_place(change),
        field=_field(change),
        pieces=pieces(_text(change.old, change.field), _text(change.new, change.field)),
    )


def _place(change: Change) -> str:
    if change.ending:
        return _("Ending %(code)s") % {"code": change.ending}
    if not change.scene:
        return _("The whole case")
    if not change.choice:
        return _("Scene %(scene)s") % {"scene": change.scene}
    words = {"scene": change.scene, "choice": change.choice}
    return _("Scene %(scene)s, choice %(choice)s") % words


def _field(change: Change) -> str:
    if not change.field:
        return ""
    if change.scene or change.ending:
        return str(LABELS[change.field])
    return str(WHOLE_FIELDS[change.field])


def _text(value: Any, field: str = "") -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return _("yes") if value else _("no")
        case SceneKind():
            return _("Repair scene") if value is SceneKind.REPAIR else _("Scene")
        case str():
            return WRITTEN.get(value, value) if field == "target" else value
        case Scores():
            return f"S {value.S}, A {value.A}, H {value.H}, W {value.W}"
        case RedFlag():
            return f"{value.code} ({value.label})"
        case Scene() | Choice() | Ending() | Condition():
            return _thing(value)
    return _list(value, field)


def _thing(value: Scene | Choice | Ending | Condition) -> str:
    match value:
        case Scene():
            choices = (_thing(choice) for choice in value.choices)
            return _joined(value.title, value.situation, *choices)
        case Choice():
            return _joined(
                f"{value.key}: {value.text}", value.consequence, value.feedback
            )
        case Ending():
            return _joined(value.title, value.text)
        case Condition():
            return condition_in_words(value)


def _list(values: Iterable[Any], field: str) -> str:
    if field == "competences":
        return ", ".join(str(COMPETENCE_NAMES[value]) for value in values)
    between = "\n" if field in ("reflection", "conditions") else ", "
    return between.join(_text(value) for value in values)


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)

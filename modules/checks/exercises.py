"""An exercise or recording in a lesson may be published when a learner can do it to the end."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue

from modules.blocks.hotspots import DRAWINGS
from modules.decision_trees import MOST_QUESTIONS, Fault, findings
from modules.publishing import Problem

# What is wrong, and the place within the block's value.
Found = Iterator[tuple[str, str]]
SUBTITLES = ".vtt"
FAULTS = {
    Fault.KEY_TWICE: gettext_lazy("The code %(detail)s stands there twice."),
    Fault.TARGET_UNKNOWN: gettext_lazy(
        "This answer leads to %(detail)s, but there is no question or outcome with that code."
    ),
    Fault.UNREACHABLE: gettext_lazy("No answer leads to %(detail)s."),
    Fault.LOOP: gettext_lazy("From %(detail)s one can come back to the same question."),
    Fault.TOO_DEEP: gettext_lazy(
        "One has to answer more than %(most)s questions to come to an end."
    ),
}


def problems_of(body: StreamValue, field: str) -> Iterator[Problem]:
    """What is wrong with the exercises and films in `body`, each with its place in `field`."""
    for number, child in enumerate(body):
        check = CHECKS.get(child.block_type)
        for message, path in check(child.value) if check else ():
            yield Problem(message, _place(number), field, f"{field}[{number}]{path}")


def _place(number: int) -> str:
    return _("block %(number)s") % {"number": number + 1}


def _film(value: Any) -> Found:
    """A film with sound has captions (WCAG 1.2.2); its transcript is required by the form."""
    if not value["file"]:
        return
    captions = value["captions"]
    if not captions:
        yield (
            _(
                "A film needs captions: a WebVTT file (.vtt) with what is said and heard. "
                "Who cannot hear it, or watches without sound, has nothing otherwise."
            ),
            ".captions",
        )
    elif not captions.filename.lower().endswith(SUBTITLES):
        yield _("Captions are a WebVTT file; its name ends in .vtt."), ".captions"


def _marking(value: Any) -> Found:
    if not any(part["mark"] for part in value["parts"]):
        yield _("Nothing in this text should be marked yet."), ".parts"


def _scale(value: Any) -> Found:
    for number, situation in enumerate(value["situations"]):
        if len(situation["said"]) != len(value["points"]):
            yield (
                _("Each point of the scale needs its own answer, in the same order."),
                f".situations[{number}].said",
            )


def _hotspot(value: Any) -> Found:
    if not value["image"] and value["drawing"] not in DRAWINGS:
        yield _("There is no picture yet: choose a drawing or an image."), ".drawing"
    if not any(spot["mark"] for spot in value["spots"]):
        yield _("None of the places should be chosen yet."), ".spots"
    for number, spot in enumerate(value["spots"]):
        across, down = spot["x"] + spot["width"], spot["y"] + spot["height"]
        if across > 100 or down > 100 or not spot["width"] or not spot["height"]:
            yield _("This place does not lie within the picture."), f".spots[{number}]"


def _decision_tree(value: Any) -> Found:
    questions = len(value["questions"])
    for found in findings(value["questions"], value["outcomes"]):
        place = (
            f".questions[{found.node}]"
            if found.node < questions
            else f".outcomes[{found.node - questions}]"
        )
        if found.answer is not None:
            place += f".answers[{found.answer}].target"
        said = {"detail": found.detail, "most": MOST_QUESTIONS}
        yield str(FAULTS[found.fault]) % said, place


def _assignment(value: Any) -> Found:
    for number, criterion in enumerate(value["criteria"]):
        if len(criterion["texts"]) != len(value["levels"]):
            yield (
                _("Each level needs its own text, in the same order."),
                f".criteria[{number}].texts",
            )


CHECKS: dict[str, Callable[[Any], Found]] = {
    "video": _film,
    "marking": _marking,
    "scale": _scale,
    "hotspot": _hotspot,
    "decision_tree": _decision_tree,
    "assignment": _assignment,
}

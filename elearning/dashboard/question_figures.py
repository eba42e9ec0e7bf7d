"""What may be shown of the figures of a question: the rules for every group, and rounding.

Pure. All people who took the test make one group, whatever their organisation: a lecturer's own
group would be small, and she knows who is in it. Of fewer than ten nothing is shown.
"""

from typing import Any

from elearning.dashboard.suppression import (
    THRESHOLD,
    Cell,
    Node,
    rounded,
    shown_cells,
)
from toetsen.analysis.assessment import AssessmentStatistics
from toetsen.analysis.items import ItemStatistics
from toetsen.analysis.options import OptionStatistics
from toetsen.analysis.verdicts import Verdict, verdict
from toetsen.item_figures import QuestionFigures

EVERYBODY, NO_ANSWER = "everybody", ""


def is_new_enough(people: int, earlier: int | None) -> bool:
    """Whether figures of `people` attempts may replace those of `earlier` ones (suppression, 6)."""
    if people < THRESHOLD:
        return False
    return earlier is None or people - earlier >= THRESHOLD


def shown_question(figures: QuestionFigures, *, critical: bool) -> dict[str, Any]:
    """The figures as readers get them: JSON, whole percents, None for what is hidden.

    What says how many people had it right (and so what follows from it) is hidden when fewer than
    ten had it right or fewer than ten had it wrong; then `is_open` is False. A figure that is None
    while it is True cannot be worked out. Of an option that nobody took is said so only where its
    number is shown.
    """
    item = figures.item
    right = round(item.attempts * item.facility)
    is_open = _is_shown(item.attempts, right)
    options = _options(figures, item.attempts)
    reason = verdict(item, figures.options, critical=critical)
    if reason == Verdict.UNUSED_OPTION and not unused_keys(options):
        reason = None
    return {
        "people": rounded(item.attempts),
        "is_enough": item.is_enough,
        "is_open": is_open,
        "verdict": reason,
        "guess": _percent(item.guess),
        "intended_weight": _whole(item.intended_weight),
        "negative_covariance": item.negative_covariance,
        **(_open_figures(item) if is_open else dict.fromkeys(_OPEN)),
        "options": options,
    }


def unused_keys(options: list[dict[str, Any]]) -> list[str]:
    """The wrong options that are shown as taken by nobody."""
    return [o["key"] for o in options if not o["right"] and o["number"] == 0]


def shown_assessment(whole: AssessmentStatistics) -> dict[str, Any]:
    """The figures of a whole test as readers get them, marks with one decimal."""
    return {
        "people": rounded(whole.attempts),
        "questions": whole.questions,
        "max_mark": _tenth(whole.max_mark),
        "mean": _tenth(whole.mean),
        "median": _tenth(whole.median),
        "sd": _tenth(whole.sd),
        "skewness": _tenth(whole.skewness),
        "kurtosis": _tenth(whole.kurtosis),
        "consistency": _whole(whole.consistency),
        "error_ratio": _whole(whole.error_ratio),
        "standard_error": _tenth(whole.standard_error),
    }


_OPEN = ("facility", "sd", "effective_weight", "discrimination", "efficiency")


def _open_figures(item: ItemStatistics) -> dict[str, Any]:
    return {
        "facility": rounded(round(100 * item.facility)),
        "sd": _tenth(item.sd),
        "effective_weight": _whole(item.effective_weight),
        "discrimination": _whole(item.discrimination),
        "efficiency": _whole(item.efficiency),
    }


def _is_shown(people: int, count: int) -> bool:
    return bool(shown_cells(Node(EVERYBODY), {EVERYBODY: Cell(people, count)}))


def _options(figures: QuestionFigures, people: int) -> list[dict[str, Any]]:
    """Each option with how many took it, rounded to five; None when hidden.

    Together with those who gave no answer they divide everybody, so the hidden ones are hidden
    together (suppression, 3). Where people may take several they do not divide anybody: then each
    stands by itself.
    """
    options = figures.options
    shown = (
        _dividing(options, people)
        if figures.divides
        else {o.key for o in options if _is_shown(people, o.attempts)}
    )
    return [
        {
            "key": option.key,
            "right": option.right,
            "number": rounded(option.attempts) if option.key in shown else None,
        }
        for option in options
    ]


def _dividing(options: list[OptionStatistics], people: int) -> set[str]:
    cells = {option.key: Cell(option.attempts) for option in options}
    cells[NO_ANSWER] = Cell(people - sum(option.attempts for option in options))
    if max(cell.base for cell in cells.values()) > people - THRESHOLD:
        return (
            set()
        )  # all or nearly all the same: nothing may be shown (product rule 4)
    root = Node(EVERYBODY, tuple(Node(key) for key in cells))
    return {str(key) for key in shown_cells(root, {**cells, EVERYBODY: Cell(people)})}


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def _tenth(number: float | None) -> float | None:
    return None if number is None else round(number, 1)

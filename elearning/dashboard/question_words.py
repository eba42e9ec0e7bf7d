"""The lecturer's page about the questions of a test, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from elearning.dashboard.queries.questions import QuestionScreen, ShownQuestion
from elearning.dashboard.question_figures import unused_keys
from elearning.dashboard.wording import hidden_word, state_of
from toetsen.analysis.verdicts import Verdict


@dataclass(frozen=True)
class QuestionWords:
    """A question: its text, one sentence when it deserves a look, and behind it the figures."""

    title: str
    sentence: str
    figures: list[tuple[str, str]]
    options: list[list[str]]
    note: str


def sentence(screen: QuestionScreen) -> str:
    """'2 of the 5 questions deserve a look.'"""
    looks = [q for q in screen.questions if q.figures["verdict"]]
    if not screen.questions:
        return ""
    if not looks and not any(q.figures["is_enough"] for q in screen.questions):
        return _("Too few people took this test yet to say which question is good.")
    if not looks:
        return _("No question stands out.")
    return _("%(looks)s of the %(all)s questions deserve a look.") % {
        "looks": len(looks),
        "all": len(screen.questions),
    }


def questions(screen: QuestionScreen, *, to_look_at: bool) -> list[QuestionWords]:
    """Those that deserve a look, or the others."""
    return [
        _question(question)
        for question in screen.questions
        if bool(question.figures["verdict"]) is to_look_at
    ]


def whole_items(screen: QuestionScreen) -> list[tuple[str, str]]:
    """The figures of the whole test, each with its name; nothing when they are hidden."""
    found = screen.whole
    if found is None:
        return []
    marks = {"most": _number(found["max_mark"])}
    return [
        (_("People"), _("about %(number)s") % {"number": found["people"]}),
        (
            _("Mean"),
            _("%(number)s of %(most)s") % {"number": _number(found["mean"]), **marks},
        ),
        (
            _("Median"),
            _("%(number)s of %(most)s") % {"number": _number(found["median"]), **marks},
        ),
        (_("Standard deviation"), _number(found["sd"]) or _unknown()),
        (_("Skewness"), _number(found["skewness"]) or _unknown()),
        (_("Kurtosis"), _number(found["kurtosis"]) or _unknown()),
        (_("Internal consistency"), _percent(found["consistency"]) or _unknown()),
        (_("Error ratio"), _percent(found["error_ratio"]) or _unknown()),
        (_("Standard error"), _number(found["standard_error"]) or _unknown()),
    ]


def _question(question: ShownQuestion) -> QuestionWords:
    found = question.figures
    return QuestionWords(
        title=question.text,
        sentence=_why(question),
        figures=_figures(found),
        options=[
            [
                question.options.get(option["key"], option["key"]),
                _earns(question, option),
                _count(option["number"]),
            ]
            for option in found["options"]
        ],
        note=_("Question %(code)s, version %(number)s, %(state)s.")
        % {
            "code": question.code.upper(),
            "number": question.number,
            "state": state_of(question.as_of),
        },
    )


def _earns(question: ShownQuestion, option: Mapping[str, Any]) -> str:
    if option["key"] in question.partly:
        return _("partly right")
    return _("right") if option["right"] else _("wrong")


def _why(question: ShownQuestion) -> str:
    found = question.figures
    if not found["is_enough"]:
        return _("Fewer than thirty people took this: too few to say anything yet.")
    if found["verdict"] is None:
        return ""
    return {
        Verdict.KEY_DOUBTFUL: _(
            "Perhaps the wrong answer counts as right: whoever does well in the rest of the test chooses another answer here."
        ),
        Verdict.MISLEADS: _(
            "This question misleads: whoever does well in the rest of the test has it wrong more often."
        ),
        Verdict.TOO_HARD: _(
            "This question is too hard: people do hardly better than by guessing."
        ),
        Verdict.TOO_EASY: _(
            "This question is too easy: nearly everybody has it right."
        ),
        Verdict.DUBIOUS: _(
            "This question says little: who knows the subject does hardly better at it than who does not."
        ),
        Verdict.UNUSED_OPTION: _(
            "Nobody chooses this wrong answer, so think of a better one: “%(option)s”"
        )
        % {"option": _unused(question)},
    }[Verdict(found["verdict"])]


def _unused(question: ShownQuestion) -> str:
    keys = unused_keys(question.figures["options"])
    return "”, “".join(question.options.get(key, key) for key in keys)


def _figures(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is hidden says so; what cannot be worked out says that, and why where that is known."""
    is_open = found.get("is_open", found["facility"] is not None)
    part = _("none: not everybody got this question")
    weight = (
        _("none: the question works against the rest")
        if found["negative_covariance"]
        else part
    )

    def hideable(text: str, instead: str = "") -> str:
        return text or (instead or _unknown() if is_open else hidden_word())

    return [
        (_("People"), _("about %(number)s") % {"number": found["people"]}),
        (_("Facility index"), hideable(_percent(found["facility"]))),
        (_("Standard deviation"), hideable(_number(found["sd"]))),
        (_("Random guess score"), _percent(found["guess"]) or _unknown()),
        (_("Intended weight"), _percent(found["intended_weight"]) or part),
        (_("Effective weight"), hideable(_percent(found["effective_weight"]), weight)),
        (_("Discrimination index"), hideable(_percent(found["discrimination"]))),
        (_("Discriminative efficiency"), hideable(_percent(found["efficiency"]))),
    ]


def _count(number: int | None) -> str:
    if number is None:
        return hidden_word()
    return _("about %(number)s") % {"number": number} if number else _("nobody")


def _unknown() -> str:
    return _("cannot be worked out")


def _percent(number: int | None) -> str:
    return "" if number is None else f"{number}%"


def _number(number: float | None) -> str:
    return "" if number is None else str(floatformat(number, 1))

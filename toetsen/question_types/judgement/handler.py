"""Situational judgement: which step is best, in which order, or which is best and which worst."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from elearning.xapi.statements import Interaction
from toetsen.question_types import ranking
from toetsen.question_types.base import (
    JSON,
    Choice,
    ContentInOrder,
    Empty,
    Form,
    QuestionType,
    Review,
    in_order,
    joined,
    key_problems,
)
from toetsen.question_types.judgement.modes import MODES, Mode, ModeName, Step
from toetsen.question_types.words import OPTION_FEEDBACK, Words

NO_SHARE = gettext_noop("a share of the points is 0 to 1")
NOT_FULL = gettext_noop("at least one must earn all the points")
ALL_SAME = gettext_noop("not all may be equally good")


class JudgementContent(ContentInOrder):
    """`score` of a step is how good it is, 0.0 to 1.0; `mode` what is asked of them."""

    steps: list[Step]
    mode: ModeName = "best"


class Judgement(QuestionType[JudgementContent]):
    """Partly right answers earn a part: see the modes. Counted by what was thought the best step."""

    kind = "judgement"
    label = _("Judge a situation")
    words = {
        "steps": Words(_("Steps")),
        "steps.text": Words(_("Text of the step"), rows=2),
        "steps.feedback": OPTION_FEEDBACK,
        "mode": Words(_("What is asked")),
        "best": Words(_("The best step")),
        "ranked": Words(_("All steps, from best to worst")),
        "best_worst": Words(_("The best and the worst step")),
    }
    template = "question_types/judgement.html"
    scripts = (ranking.SCRIPT,)
    content_type = JudgementContent

    def problems(self, content: JudgementContent) -> Iterator[str]:
        yield from key_problems("steps", [option.key for option in content.steps])
        scores = [option.score for option in content.steps]
        if not all(0 <= score <= 1 for score in scores):
            yield f"steps: {NO_SHARE}"
        if 1 not in scores:
            yield f"steps: {NOT_FULL}"
        elif len(set(scores)) == 1:
            yield f"steps: {ALL_SAME}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return self._mode(data).read(form)

    def complaint(self, data: JSON, response: JSON | None) -> str:
        return "" if response is None else self._mode(data).complaint(response)

    def score(self, data: JSON, response: JSON | None) -> float:
        return 0.0 if response is None else self._mode(data).score(response)

    def choices(self, data: JSON) -> list[Choice]:
        return [Choice(o.key, o.text, o.score) for o in self.content(data).steps]

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        best = None if response is None else self._mode(data).best(response)
        return [] if best is None else [best]

    def guess_score(self, data: JSON) -> float:
        return self._mode(data).guess()

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        mode = MODES[content.mode](in_order(content.steps, shown))
        return {
            "text": content.text,
            "mode": content.mode,
            **mode.context(response),
        }

    def arranged(self, data: JSON, dice: Random) -> list[str]:
        """Shuffled where all are put in order: an author writes them from good to bad."""
        keys = [option.key for option in self.content(data).steps]
        if self.content(data).mode == "ranked":
            dice.shuffle(keys)
        return keys

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        mode = self._mode(data)
        best = self.chosen(data, response)
        said = [option.feedback for option in content.steps if option.key in best]
        return Review(
            text=content.text,
            given=[] if response is None else mode.given(response),
            right=mode.right(),
            feedback=joined(*said, content.feedback),
            sources=content.sources,
            review_lesson=content.review_lesson,
            ordered=content.mode == "ranked",
        )

    def interaction(self, data: JSON) -> Interaction:
        return self._mode(data).interaction()

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return "" if response is None else self._mode(data).xapi_response(response)

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        return self._mode(data).example(right=right, dice=dice)

    def _mode(self, data: JSON) -> Mode:
        content = self.content(data)
        return MODES[content.mode](content.steps)


handler = Judgement()

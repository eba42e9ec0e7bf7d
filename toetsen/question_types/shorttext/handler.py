"""A word or a short text to type, held against accepted answers."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from elearning.xapi.statements import Interaction
from toetsen.question_types.base import (
    JSON,
    Choice,
    Content,
    Empty,
    Form,
    QuestionType,
    Review,
    joined,
    key_problems,
    typed,
)
from toetsen.question_types.words import OPTION_FEEDBACK, Words

MOST = 200  # characters of an answer
OTHER = "other"  # the class of every answer that is not expected
NOT_FULL = gettext_noop("at least one must earn all the points")
NO_SHARE = gettext_noop("a share of the points is 0 to 1")
RESERVED = gettext_noop("the key 'other' is for all other answers")
TWICE = gettext_noop("the same answer stands in two places")


class Accepted(msgspec.Struct, forbid_unknown_fields=True):
    """One class of answers: `text` and its `variants`, and the share that it earns.

    With a share of 0 it is an expected mistake, which has its own feedback.
    """

    key: str
    text: str
    variants: list[str] = []
    score: float = 1.0
    feedback: str = ""


class ShortTextContent(Content):
    answers: list[Accepted]


class ShortText(QuestionType[ShortTextContent]):
    """Counted and recorded by the class that matched, and never by what was typed."""

    kind = "shorttext"
    label = _("A short text")
    words = {
        "answers": Words(_("Expected answers")),
        "answers.text": Words(
            _("Answer"), _("Capitals and accents make no difference.")
        ),
        "answers.variants": Words(_("Other ways to write it")),
        "answers.feedback": OPTION_FEEDBACK,
    }
    template = "question_types/shorttext.html"
    content_type = ShortTextContent

    def problems(self, content: ShortTextContent) -> Iterator[str]:
        keys = [answer.key for answer in content.answers]
        yield from (p for p in key_problems("answers", keys) if len(keys) != 1)
        if OTHER in keys:
            yield f"answers: {RESERVED}"
        if not all(0 <= answer.score <= 1 for answer in content.answers):
            yield f"answers: {NO_SHARE}"
        if not any(answer.score == 1 for answer in content.answers):
            yield f"answers: {NOT_FULL}"
        forms = [form for answer in content.answers for form in _forms(answer)]
        if len(set(forms)) != len(forms):
            yield f"answers: {TWICE}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return typed(form, most=MOST)

    def score(self, data: JSON, response: JSON | None) -> float:
        found = self._matched(data, response)
        return found.score if found else 0.0

    def choices(self, data: JSON) -> list[Choice]:
        return []

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        if response is None:
            return []
        found = self._matched(data, response)
        return [found.key if found else OTHER]

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        return {
            "text": self.content(data).text,
            "value": response or "",
            "most": MOST,
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        found = self._matched(data, response)
        return Review(
            text=content.text,
            given=[response] if response else [],
            right=[answer.text for answer in content.answers if answer.score == 1],
            feedback=joined(found.feedback if found else "", content.feedback),
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        answers = self.content(data).answers
        return Interaction(
            type="fill-in",
            right=[answer.key for answer in answers if answer.score == 1],
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return "".join(self.chosen(data, response))

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        answers = self.content(data).answers
        full = dice.choice([answer for answer in answers if answer.score == 1])
        return {"answer": [full.text if right else f"niet {full.text}"]}

    def _matched(self, data: JSON, response: JSON | None) -> Accepted | None:
        given = bare(response or "")
        answers = self.content(data).answers
        return next((one for one in answers if given in _forms(one)), None)


def bare(text: str) -> str:
    """`text` without what makes no difference: case, accents, hyphens, spaces, marks around it."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def _forms(answer: Accepted) -> list[str]:
    return [bare(one) for one in (answer.text, *answer.variants)]


handler = ShortText()

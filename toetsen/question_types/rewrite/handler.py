"""Rewriting a text and comparing it with an example, for oneself: nothing of it is kept."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

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
)
from toetsen.question_types.words import Words

EMPTY = gettext_noop("this is empty")
DONE = "done"


class RewriteContent(Content):
    """`original` is what to rewrite, `example` a good way, `points` what to look at in one's own."""

    original: str
    example: str
    points: list[str] = []


class Rewrite(QuestionType[RewriteContent]):
    """Never scored, stored or recorded: the field for the text has no name, so it is never sent.

    All that is kept is that the learner was here.
    """

    kind = "rewrite"
    label = _("Rewrite, and compare with an example")
    words = {
        "original": Words(_("The text to rewrite"), rows=3),
        "example": Words(_("An example of a good answer"), rows=3),
        "points": Words(_("What to look at in one's own text")),
    }
    template = "question_types/rewrite.html"
    scripts = ("themes/js/private_text.js",)
    content_type = RewriteContent
    scored = False

    def problems(self, content: RewriteContent) -> Iterator[str]:
        for name in ("original", "example"):
            if not getattr(content, name).strip():
                yield f"{name}: {EMPTY}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return DONE if DONE in form else Empty.NOT_SENT

    def score(self, data: JSON, response: JSON | None) -> float:
        return 0.0

    def choices(self, data: JSON) -> list[Choice]:
        return []

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        return []

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        return {
            "text": content.text,
            "original": content.original,
            "example": content.example,
            "points": content.points,
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        return Review(
            text=content.text,
            given=[],
            right=[content.example],
            feedback=content.feedback,
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        return Interaction(type="other")

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return ""

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        return {DONE: ["1"]}


handler = Rewrite()

"""Several right answers; how many stands in the question."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from elearning.xapi.statements import Interaction
from toetsen.question_types import several
from toetsen.question_types.base import (
    JSON,
    Choice,
    Content,
    Empty,
    Form,
    Option,
    QuestionType,
    Review,
    in_order,
    joined,
    key_problems,
)

TWO_RIGHT = gettext_noop("at least two must be right")


class MultipleContent(Content):
    options: list[Option]


class MultipleChoice(QuestionType[MultipleContent]):
    """Scored by `several.score`: right ones minus wrong ones, as a share of what is right."""

    kind = "multiple"
    label = _("Several right answers")
    template = "question_types/multiple.html"
    content_type = MultipleContent
    divides = False

    def problems(self, content: MultipleContent) -> Iterator[str]:
        yield from key_problems("options", [option.key for option in content.options])
        if len(several.rights(content.options)) < 2:
            yield f"options: {TWO_RIGHT}"
        yield from several.wrong_problems("options", content.options)

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return several.read(form, self.content(data).options)

    def complaint(self, data: JSON, response: JSON | None) -> str:
        number = len(several.rights(self.content(data).options))
        return several.complaint(response or [], number)

    def score(self, data: JSON, response: JSON | None) -> float:
        return several.score(response or [], several.rights(self.content(data).options))

    def choices(self, data: JSON) -> list[Choice]:
        options = self.content(data).options
        share = 1 / len(several.rights(options))
        return [Choice(o.key, o.text, share if o.right else 0.0) for o in options]

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        return list(response or [])

    def guess_score(self, data: JSON) -> float:
        options = self.content(data).options
        return several.guess(len(options), len(several.rights(options)))

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        choices = [
            {"value": option.key, "label": option.text}
            for option in in_order(content.options, shown)
        ]
        return {
            "text": content.text,
            "hint": several.how_many(len(several.rights(content.options))),
            "choices": choices,
            "chosen": response or [],
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        given = [o for o in content.options if o.key in (response or [])]
        return Review(
            text=content.text,
            given=[option.text for option in given],
            right=[option.text for option in content.options if option.right],
            feedback=joined(*(o.feedback for o in given), content.feedback),
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        options = self.content(data).options
        return Interaction(
            type="choice",
            right=["[,]".join(several.rights(options))],
            choices=[option.key for option in options],
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return "[,]".join(response or [])

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        options = self.content(data).options
        return {several.NAME: several.example(options, right=right, dice=dice)}


handler = MultipleChoice()

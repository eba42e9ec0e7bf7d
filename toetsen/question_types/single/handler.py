"""One right answer: the learner chooses one of a few options."""

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
    Option,
    QuestionType,
    Review,
    in_order,
    joined,
    key_problems,
    known,
)

ONE_RIGHT = gettext_noop("exactly one must be right")


class SingleContent(Content):
    options: list[Option]


class SingleChoice(QuestionType[SingleContent]):
    kind = "single"
    label = _("One right answer")
    template = "question_types/single.html"
    content_type = SingleContent

    def problems(self, content: SingleContent) -> Iterator[str]:
        yield from key_problems("options", [option.key for option in content.options])
        if sum(option.right for option in content.options) != 1:
            yield f"options: {ONE_RIGHT}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        key = form.get("choice")
        if not key:
            return Empty.NOT_SENT
        return known(key, [option.key for option in self.content(data).options])

    def score(self, data: JSON, response: JSON | None) -> float:
        return float(
            any(o.right and o.key == response for o in self.content(data).options)
        )

    def choices(self, data: JSON) -> list[Choice]:
        return [
            Choice(o.key, o.text, float(o.right)) for o in self.content(data).options
        ]

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        return [] if response is None else [response]

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        choices = [
            {"value": option.key, "label": option.text}
            for option in in_order(content.options, shown)
        ]
        return {"text": content.text, "choices": choices, "chosen": response}

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        given = [option for option in content.options if option.key == response]
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
            right=[option.key for option in options if option.right],
            choices=[option.key for option in options],
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return str(response or "")

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        fitting = [o.key for o in self.content(data).options if o.right == right]
        return {"choice": [dice.choice(fitting)]}


handler = SingleChoice()

"""One right answer: the learner chooses one of a few options."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from toetsen.question_types.base import (
    JSON,
    ContentInOrder,
    Empty,
    Form,
    Option,
    in_order,
    key_problems,
    known,
)
from toetsen.question_types.options import OfOptions

ONE_RIGHT = gettext_noop("exactly one must be right")


class SingleContent(ContentInOrder):
    options: list[Option]


class SingleChoice(OfOptions[SingleContent]):
    kind = "single"
    label = _("One right answer")
    template = "question_types/single.html"
    content_type = SingleContent

    def options(self, content: SingleContent) -> Sequence[Option]:
        return content.options

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

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        fitting = [o.key for o in self.content(data).options if o.right == right]
        return {"choice": [dice.choice(fitting)]}


handler = SingleChoice()

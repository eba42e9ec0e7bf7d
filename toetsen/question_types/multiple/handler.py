"""Several right answers; how many stands in the question."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from toetsen.question_types import several
from toetsen.question_types.base import (
    JSON,
    ContentInOrder,
    Option,
    in_order,
    key_problems,
)

TWO_RIGHT = gettext_noop("at least two must be right")


class MultipleContent(ContentInOrder):
    options: list[Option]


class MultipleChoice(several.Several[MultipleContent]):
    """Scored by `several.score`: right ones minus wrong ones, as a share of what is right."""

    kind = "multiple"
    label = _("Several right answers")
    template = "question_types/multiple.html"
    content_type = MultipleContent

    def options(self, content: MultipleContent) -> Sequence[Option]:
        return content.options

    def problems(self, content: MultipleContent) -> Iterator[str]:
        yield from key_problems("options", [option.key for option in content.options])
        if len(several.rights(content.options)) < 2:
            yield f"options: {TWO_RIGHT}"
        yield from several.wrong_problems("options", content.options)

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


handler = MultipleChoice()

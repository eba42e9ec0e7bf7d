"""Putting steps in their order, with a place for each."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from elearning.xapi.statements import Interaction
from toetsen.question_types import ranking
from toetsen.question_types.base import (
    JSON,
    Choice,
    Content,
    Empty,
    Form,
    QuestionType,
    Review,
    in_order,
    key_problems,
)
from toetsen.question_types.words import Words

AT_LEAST_THREE = gettext_noop("there must be at least three")


class Step(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    text: str


class OrderContent(Content):
    """`items` stand in the right order; every attempt shows them in another."""

    items: list[Step]


class Order(QuestionType[OrderContent]):
    """Scored by `ranking.agreement`. Counted per step: whether it got its own place."""

    kind = "order"
    label = _("Put in order")
    words = {
        "items": Words(_("Steps, in the right order")),
        "items.text": Words(_("Text of the step"), rows=2),
    }
    template = "question_types/order.html"
    scripts = (ranking.SCRIPT,)
    content_type = OrderContent
    divides = False

    def problems(self, content: OrderContent) -> Iterator[str]:
        yield from key_problems("items", [item.key for item in content.items])
        if len(content.items) < 3:
            yield f"items: {AT_LEAST_THREE}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return ranking.read(form, self._keys(data))

    def complaint(self, data: JSON, response: JSON | None) -> str:
        return ranking.complaint(response or {}, len(self._keys(data)))

    def score(self, data: JSON, response: JSON | None) -> float:
        return ranking.agreement(response or {}, self._ranks(data))

    def choices(self, data: JSON) -> list[Choice]:
        items = self.content(data).items
        return [Choice(item.key, item.text, 1 / len(items)) for item in items]

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        given = response or {}
        return [
            key for key, rank in self._ranks(data).items() if given.get(key) == rank
        ]

    def guess_score(self, data: JSON) -> float:
        return ranking.guess(len(self._keys(data)))

    def arranged(self, data: JSON, dice: Random) -> list[str]:
        """Any order but the right one."""
        right = self._keys(data)
        shown = list(right)
        while shown == right:
            dice.shuffle(shown)
        return shown

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        labels = {item.key: item.text for item in in_order(content.items, shown)}
        return {
            "text": content.text,
            "hint": ranking.hint(),
            "rows": ranking.rows(labels, response or {}),
            "places": ranking.numbers(len(labels)),
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        texts = {item.key: item.text for item in content.items}
        return Review(
            text=content.text,
            given=[texts[key] for key in ranking.in_places(response or {})],
            right=list(texts.values()),
            feedback=content.feedback,
            sources=content.sources,
            review_lesson=content.review_lesson,
            ordered=True,
        )

    def interaction(self, data: JSON) -> Interaction:
        keys = self._keys(data)
        return Interaction(
            type="sequencing", right=["[,]".join(keys)], choices=sorted(keys)
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return "[,]".join(ranking.in_places(response or {}))

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        keys = self._keys(data) if right else self.arranged(data, dice)
        return ranking.form(keys)

    def _keys(self, data: JSON) -> list[str]:
        return [item.key for item in self.content(data).items]

    def _ranks(self, data: JSON) -> dict[str, float]:
        return {key: rank for rank, key in enumerate(self._keys(data), start=1)}


handler = Order()

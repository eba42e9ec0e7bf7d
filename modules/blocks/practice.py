"""Blocks to practise with. Nothing is scored, sent or kept, and no script is needed (ADR 0037).

What is a question type of `toetsen` by its shape is shown as that type shows it (ADR 0047).
Marks such as [F-27] work in reasons and answers; not in what one clicks.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from modules.blocks.text import SMALL_FEATURES
from toetsen.queries import practice_question

Context = dict[str, Any]
CHECK = "themes/js/check.js"
SORTABLE = "themes/js/sortable.js"
WHY = _("Shown when the learner looks at the answer.")


class ExerciseBlock(blocks.StructBlock):
    """What they share: a template, and a name for its elements that no other block has."""

    def get_context(
        self, value: blocks.StructValue, parent_context: Context | None = None
    ) -> Context:
        context: Context = super().get_context(value, parent_context=parent_context)
        # Outside a body, as in an editor's preview of one block, there is only one.
        context["name"] = f"oefening-{context.get('block_id', 'blok')}"
        return {**context, **self.shown(value, context["name"])}

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        """What the template needs besides `self` and `name`."""
        return {}


def said_afterwards() -> blocks.TextBlock:
    """What stands below the comparison."""
    return blocks.TextBlock(
        label=_("said afterwards"), required=False, rows=2, help_text=WHY
    )


def marked_lines(items: Iterable[blocks.StructValue], name: str) -> list[Context]:
    """The comparison of things to mark, each with the box that it is compared with."""
    return [
        {
            "text": item["text"],
            "why": item["why"],
            "right": "1" if item["mark"] else "",
            "control": f"{name}_{number}",
        }
        for number, item in enumerate(items, 1)
    ]


class CardsBlock(ExerciseBlock):
    """Cards with a front and a back, to think about before one looks."""

    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False, rows=2)
    cards = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "front",
                    blocks.TextBlock(label=pgettext_lazy("exercise", "front"), rows=2),
                ),
                (
                    "back",
                    blocks.RichTextBlock(
                        label=pgettext_lazy("exercise", "back"), features=SMALL_FEATURES
                    ),
                ),
            ],
            label_format="{front}",
        ),
        label=pgettext_lazy("exercise", "cards"),
        min_num=2,
        collapsed=True,
    )

    class Meta:
        template = "modules/blocks/cards.html"
        icon = "copy"
        label = _("Set of cards")


class OrderBlock(ExerciseBlock):
    """Steps to put in order."""

    prompt = blocks.TextBlock(label=pgettext_lazy("exercise", "question"), rows=2)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "text",
                    blocks.TextBlock(label=pgettext_lazy("exercise", "step"), rows=2),
                ),
                (
                    "why",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "why here"),
                        required=False,
                        rows=2,
                        help_text=WHY,
                    ),
                ),
            ],
            label_format="{text}",
        ),
        label=_("steps, in the right order"),
        min_num=3,
        collapsed=True,
    )
    feedback = said_afterwards()

    class Meta:
        template = "modules/blocks/order.html"
        icon = "list-ol"
        label = _("Put in order")
        scripts = (SORTABLE, CHECK)

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        steps = [*enumerate(value["steps"], 1)]
        items = [{"key": str(key), "text": step["text"]} for key, step in steps]
        data = {**_said(value), "items": items}
        question = practice_question("order", data, seed=name)
        rows = {row["name"]: n for n, row in enumerate(question["rows"], 1)}
        lines = [
            {**step, "right": str(key), "control": f"{name}_{rows[f'place_{key}']}"}
            for key, step in steps
        ]
        return {"question": question, "lines": lines}


class MatchBlock(ExerciseBlock):
    """For each thing the answer that goes with it; equal answers count as one."""

    prompt = blocks.TextBlock(label=pgettext_lazy("exercise", "question"), rows=2)
    pairs = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("what gets an answer"), rows=2)),
                ("target", blocks.CharBlock(label=_("the answer that goes with it"))),
                (
                    "why",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "why"),
                        required=False,
                        rows=2,
                        help_text=WHY,
                    ),
                ),
            ],
            label_format="{text} → {target}",
        ),
        label=pgettext_lazy("exercise", "pairs"),
        min_num=2,
        collapsed=True,
    )
    others = blocks.ListBlock(
        blocks.CharBlock(),
        label=_("more answers, that go with nothing"),
        default=[],
    )
    feedback = said_afterwards()

    class Meta:
        template = "modules/blocks/match.html"
        icon = "link"
        label = pgettext_lazy("exercise", "Match")
        scripts = (CHECK,)

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        pairs = [*enumerate(value["pairs"], 1)]
        words = dict.fromkeys([*(p["target"] for _n, p in pairs), *value["others"]])
        keys = {target: str(number) for number, target in enumerate(words, 1)}
        data = {
            **_said(value),
            "pairs": [
                {"key": str(n), "text": p["text"], "target": keys[p["target"]]}
                for n, p in pairs
            ],
            "targets": [{"key": key, "text": text} for text, key in keys.items()],
        }
        lines = [
            {
                "text": f"{pair['text']} {pair['target']}.",
                "why": pair["why"],
                "right": keys[pair["target"]],
                "control": f"{name}_{number}",
            }
            for number, pair in pairs
        ]
        return {
            "question": practice_question("match", data, seed=name),
            "lines": lines,
        }


def _said(value: blocks.StructValue) -> Context:
    """What a question of every type says; a lesson has its sources as notes in the text."""
    return {"text": value["prompt"], "feedback": "", "sources": []}


class MarkingBlock(ExerciseBlock):
    """A text of which one marks pieces, such as all that is no fact."""

    prompt = blocks.TextBlock(
        label=pgettext_lazy("exercise", "question"),
        rows=2,
        help_text=_("Such as: mark what is no fact."),
    )
    parts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("piece of the text"), rows=2)),
                (
                    "mark",
                    blocks.BooleanBlock(label=_("should be marked"), required=False),
                ),
                (
                    "why",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "why"), rows=2, help_text=WHY
                    ),
                ),
            ],
            label_format="{text}",
        ),
        label=_("pieces of the text, in order"),
        min_num=2,
        collapsed=True,
    )
    feedback = said_afterwards()

    class Meta:
        template = "modules/blocks/marking.html"
        icon = "edit"
        label = _("Mark in a text")
        scripts = (CHECK,)

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        return {
            "parts": [part["text"] for part in value["parts"]],
            "lines": marked_lines(value["parts"], name),
        }


class ScaleBlock(ExerciseBlock):
    """Situations, each to be put at a point of the same scale; every point says something back."""

    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False, rows=2)
    points = blocks.ListBlock(
        blocks.CharBlock(max_length=40),
        label=_("points of the scale, in words"),
        min_num=2,
        max_num=5,
    )
    situations = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "text",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "situation"), rows=2
                    ),
                ),
                (
                    "said",
                    blocks.ListBlock(
                        blocks.TextBlock(rows=2),
                        label=_("what is said of each point, in the same order"),
                        min_num=2,
                        max_num=5,
                    ),
                ),
            ],
            label_format="{text}",
        ),
        label=pgettext_lazy("exercise", "situations"),
        min_num=1,
        collapsed=True,
    )

    class Meta:
        template = "modules/blocks/scale.html"
        icon = "sliders"
        label = _("Scale (advice, pressure, coercion)")

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        return {
            "situations": [
                {
                    "id": f"{name}-{number}",
                    "text": situation["text"],
                    "points": [
                        {"label": label, "said": said}
                        for label, said in zip(
                            value["points"], situation["said"], strict=False
                        )
                    ],
                }
                for number, situation in enumerate(value["situations"], 1)
            ]
        }

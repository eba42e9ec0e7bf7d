"""A block for every question type, made from the type's `Content`.

A new type needs no form of its own: its struct says what there is, `names` what it is called. The
block has the struct's own names, so data goes in and out as it is.
"""

import uuid
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _
from msgspec import inspect
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from elearning.knowledge.models import Fact, Source
from toetsen.blocks.names import words_for
from toetsen.question_types import question_type, question_types

JSON = Any
EXCERPT = 90
# Where the parts stand in the form: what is asked first, what is said afterwards last.
PLACES = {
    "key": -2,
    "text": -1,
    "keep_order": 1,
    "feedback": 2,
    "sources": 3,
    "review_lesson": 4,
}


def _records() -> Iterator[tuple[str, str]]:
    """Everything a question may rest on, for a list to choose from. Two queries."""
    for model, text in ((Fact, "text"), (Source, "title")):
        for code, words in model.objects.values_list("code", text).order_by("code"):
            yield code, f"{code} · {words[:EXCERPT]}"


class _ListOfRecords(forms.Select):
    def optgroups(self, *args: Any, **kwargs: Any) -> Any:
        self.choices = [("", "—"), *_records()]
        return super().optgroups(*args, **kwargs)


class RecordBlock(blocks.FieldBlock):  # type: ignore[misc]
    """The code of a fact or source, chosen from a list that is read only when it is drawn.

    Wagtail's own ChoiceBlock reads its list for every value it meets, also where no form is.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=False,
            widget=_ListOfRecords(),
        )
        super().__init__(**kwargs)


def _lesson() -> blocks.StructBlock:
    """`review_lesson` is free in the data; this is what everybody writes in it."""
    return blocks.StructBlock(
        [
            ("module", blocks.CharBlock(**_said("review_lesson.module"))),
            (
                "lesson",
                blocks.IntegerBlock(min_value=1, **_said("review_lesson.lesson")),
            ),
        ],
        label=words_for("review_lesson").label,
        required=False,
    )


def _sources() -> blocks.ListBlock:
    return blocks.ListBlock(
        RecordBlock(label=_("Source or fact")),
        label=words_for("sources").label,
        default=[],
    )


# What all types have and an author writes last, after the type's own fields.
LAST = ("feedback", "sources", "review_lesson")
# Fields that mean more than their type says, the same in every question type.
OF_THEIR_OWN = {"review_lesson": _lesson, "sources": _sources}


def _said(path: str) -> dict[str, Any]:
    """Nothing is required: a half-written question can be kept, and publishing checks it."""
    words = words_for(path)
    return {"label": words.label, "help_text": words.help, "required": False}


def _block(kind: inspect.Type, path: str) -> blocks.Block:
    """The block of a field at `path` whose data is of `kind`. Raises TypeError for others."""
    name = path.rpartition(".")[2]
    if name in OF_THEIR_OWN:
        return OF_THEIR_OWN[name]()
    if isinstance(kind, inspect.UnionType):
        inside = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return _block(inside[-1], path)
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return blocks.ListBlock(
            _block(kind.item_type, path), label=words_for(path).label, default=[]
        )
    if isinstance(kind, inspect.StructType):
        return _struct(kind, path, label=words_for(path).label)
    return _simple(kind, path)


def _struct(kind: inspect.StructType, path: str, **meta: Any) -> blocks.StructBlock:
    inner = f"{path}." if path else ""
    fields = sorted(kind.fields, key=lambda one: PLACES.get(one.name, 0))
    children = [(one.name, _block(one.type, f"{inner}{one.name}")) for one in fields]
    names = [one.name for one in fields]
    if "key" in names and "text" in names:
        meta["label_format"] = "{key} · {text}"
    return blocks.StructBlock(children, required=False, **meta)


def _simple(kind: inspect.Type, path: str) -> blocks.Block:
    said, words = _said(path), words_for(path)
    if isinstance(kind, inspect.BoolType):
        return blocks.BooleanBlock(**said)
    if isinstance(kind, inspect.IntType):
        return blocks.IntegerBlock(**said)
    if isinstance(kind, inspect.FloatType):
        return blocks.FloatBlock(**said)
    if isinstance(kind, inspect.LiteralType):
        choices = [(value, words_for(str(value)).label) for value in kind.values]
        return blocks.ChoiceBlock(choices=choices, **said)
    if isinstance(kind, inspect.EnumType):
        choices = [(one.value, words_for(str(one.value)).label) for one in kind.cls]
        return blocks.ChoiceBlock(choices=choices, **said)
    if isinstance(kind, inspect.StrType):
        if words.rows:
            return blocks.TextBlock(rows=words.rows, **said)
        return blocks.CharBlock(**said)
    raise TypeError(f"{path}: no block for {kind}")


class QuestionBody(blocks.StreamBlock):  # type: ignore[misc]
    """At most one block: the question, of the type that its author chose."""

    def __init__(self, local_blocks: Any = (), **kwargs: Any) -> None:
        made = [(one.kind, _of_type(one.kind)) for one in question_types()]
        super().__init__([*made, *local_blocks], **kwargs)

    class Meta:
        max_num = 1
        required = False


def _of_type(kind: str) -> blocks.StructBlock:
    found = inspect.type_info(question_type(kind).content_type)
    if not isinstance(found, inspect.StructType):
        raise TypeError(f"{kind}: its content is not a struct")
    return _struct(found, "", label=words_for(f"kind.{kind}").label, icon="help")


def raw_of(kind: str, data: JSON) -> list[dict[str, Any]]:
    """The stream of a question of type `kind` that says `data`."""
    return [{"type": kind, "value": data, "id": str(uuid.uuid4())}]


def content_of(body: blocks.StreamValue) -> tuple[str, JSON]:
    """The question type and the data of a question's stream; ("", {}) when nothing is in it."""
    if not body:
        return "", {}
    child = body[0]
    return child.block_type, _plain(child.block, child.value)


def _plain(block: blocks.Block, value: Any) -> JSON:
    if isinstance(block, blocks.StructBlock):
        inside = {
            name: _plain(child, value.get(name))
            for name, child in block.child_blocks.items()
        }
        if block.name == "review_lesson":
            return inside if all(inside.values()) else {}
        return {name: one for name, one in inside.items() if one is not None}
    if isinstance(block, blocks.ListBlock):
        found = [_plain(block.child_block, one) for one in value or []]
        return [one for one in found if one not in (None, "")]
    if isinstance(block, blocks.ChoiceBlock) and not value:
        return None
    return block.get_prep_value(value)


def normal(kind: str, data: JSON) -> JSON:
    """`data` with every field of its type written out, so that equal questions have equal data.

    Data that the type cannot read stays as it is: its check says what is wrong.
    """
    content = question_type(kind).content_type
    try:
        return msgspec.to_builtins(msgspec.convert(data, content))
    except msgspec.ValidationError:
        return data


def write_keys(body: blocks.StreamValue) -> blocks.StreamValue:
    """Give every option without a letter the next free one, in `body` itself, and return it."""
    for child in body:
        _letters(child.value)
    return body


def _letters(value: Any) -> None:
    if isinstance(value, blocks.StructValue):
        for inside in value.values():
            _letters(inside)
    elif isinstance(value, ListValue):
        named = [one for one in value if isinstance(one, dict) and "key" in one]
        taken = {one["key"] for one in named}
        free = (letter for letter in ascii_lowercase if letter not in taken)
        for one in named:
            one["key"] = one["key"] or next(free, "")
            _letters(one)

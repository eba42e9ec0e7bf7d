"""Problems of a page as errors inside its form: at the very block that each is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from modules.publishing import Problem

PART = re.compile(r"\[(\d+)\]|(\w+)")
Key = int | str


@dataclass
class _Spot:
    """What is said at one place, and at the places inside it."""

    messages: list[str] = field(default_factory=list)
    inside: dict[Key, "_Spot"] = field(default_factory=lambda: defaultdict(_Spot))

    def everything(self) -> Iterator[str]:
        yield from self.messages
        for spot in self.inside.values():
            yield from spot.everything()


def stream_error(block: blocks.Block, found: Iterable[Problem]) -> ValidationError:
    """The error of a stream field with `block`, as Wagtail shows it, of the problems in that field.

    A path that leads into a block which does not exist is said at the last one that does.
    """
    top = _Spot()
    for problem in found:
        spot = top
        for key in _keys(problem):
            spot = spot.inside[key]
        spot.messages.append(problem.message)
    return _error(block, top)


def _keys(problem: Problem) -> list[Key]:
    parts = PART.findall(problem.path)
    # The first is the name of the field itself.
    return [int(number) if number else name for number, name in parts[1:]]


def _error(block: blocks.Block | None, spot: _Spot) -> ValidationError:
    if isinstance(block, blocks.StructBlock):
        named = {
            name: _error(child, spot.inside[name])
            for name, child in block.child_blocks.items()
            if name in spot.inside
        }
        return StructBlockValidationError(named, spot.messages)
    if isinstance(block, blocks.ListBlock):
        numbered = _numbered(block.child_block, spot)
        return ListBlockValidationError(numbered, spot.messages)
    if isinstance(block, blocks.StreamBlock):
        # With more kinds of blocks the error does not need to know which this is.
        kinds = list(block.child_blocks.values())
        numbered = _numbered(kinds[0] if len(kinds) == 1 else None, spot)
        return StreamBlockValidationError(numbered, spot.messages)
    return ValidationError(list(spot.everything()))


def _numbered(child: blocks.Block | None, spot: _Spot) -> dict[Key, ValidationError]:
    return {number: _error(child, inside) for number, inside in spot.inside.items()}

"""A file of the curriculum as text that keeps its comments, its order and its lines.

Reading a file and writing it again gives the same bytes; a test holds that for every file.
"""

import io
import re
import textwrap
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import FoldedScalarString

# Where a text that was changed is broken, in columns; longer ones than SHORT are folded.
WIDTH, SHORT = 108, 112
NEVER = 1_000_000
# A row within a table: the emitter puts it two columns further than our files have it.
ROW = re.compile(r"^( *)-   - ")


class _Representer(RoundTripRepresenter):
    pass


_Representer.add_representer(
    type(None),
    lambda maker, _none: maker.represent_scalar("tag:yaml.org,2002:null", "null"),
)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    yaml.width = NEVER
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def read_document(file: Path) -> CommentedMap:
    """The file as nested mappings and lists that know how they were written."""
    document: CommentedMap = _yaml().load(file.read_text(encoding="utf-8"))
    return document


def text_of(document: CommentedMap) -> str:
    """What the file says, as it would be written."""
    out = io.StringIO()
    _yaml().dump(document, out)
    return "".join(_rows(out.getvalue()))


def _rows(text: str) -> list[str]:
    lines, column = [], None
    for line in text.splitlines(keepends=True):
        found = ROW.match(line)
        if found:
            column = len(found[1])
            lines.append(f"{line[:column]}- - {line[column + 6 :]}")
        elif column is not None and line.startswith(" " * (column + 4)):
            lines.append(line[2:])
        else:
            column = column if column is not None and not line.strip() else None
            lines.append(line)
    return lines


def styled(value: Any, before: Any = None) -> Any:
    """`value` as a node; a long text is folded, a number stays a number where it was one."""
    if isinstance(value, dict):
        return CommentedMap({key: styled(inside) for key, inside in value.items()})
    if isinstance(value, list):
        return CommentedSeq([styled(inside) for inside in value])
    if isinstance(value, str):
        return _text(value, before)
    return value


def _text(value: str, before: Any) -> Any:
    if isinstance(before, int) and not isinstance(before, bool) and value.isdigit():
        return int(value)
    folds = isinstance(before, FoldedScalarString) or len(value) > SHORT
    if not folds or "\n" in value or value != value.strip():
        return value
    text = FoldedScalarString(value)
    text.fold_pos = _folds(value)  # type: ignore[attr-defined]
    if hasattr(before, "comment"):
        text.comment = before.comment  # type: ignore[attr-defined]
    return text


def _folds(value: str) -> list[int]:
    """The places of the spaces at which the text goes on to the next line."""
    places, at = [], 0
    lines = textwrap.wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False)
    for line in lines[:-1]:
        at += len(line)
        places.append(at)
        at += 1
    return places

"""A case as one JSON file, to keep, to send, or to bring in again.

Reading is strict: what is not a case is refused with the place, since a field that is quietly left
out would be a loss that nobody sees.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from modules.cases.definition import Case

FORMAT = "leernetwerk-casus"
VERSION = 1
MOST_BYTES = 1_000_000
MOST_SCENES = 200


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """All of a case that an author wrote, but the text version: that is a lesson's content."""

    format: str
    version: int
    case: Case
    notice: str = ""
    minutes: int = 0
    sensitive: bool = False


class FaultKind(enum.StrEnum):
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_A_CASE = "not_a_case"
    OTHER_VERSION = "other_version"
    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    WRONG_KIND = "wrong_kind"
    VALUE_UNKNOWN = "value_unknown"
    TOO_MANY_SCENES = "too_many_scenes"
    CHARACTER = "character"


@dataclass(frozen=True)
class Fault:
    """Why a file was refused. `path` is where in it, such as case.scenes[0].choices[1].target.

    `detail` names the field, the value or the line that is meant.
    """

    kind: FaultKind
    path: str = ""
    detail: str = ""


class UnreadableError(Exception):
    """The file is not a case that we can take; `data` is what it holds, as far as it was read."""

    def __init__(self, *faults: Fault, data: Any = None) -> None:
        super().__init__(", ".join(fault.kind for fault in faults))
        self.faults = faults
        self.data = data


def write(file: CaseFile) -> bytes:
    """The file, in UTF-8, indented for who reads it."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def read(content: bytes) -> CaseFile:
    """The case in `content`. Raises UnreadableError, naming each thing that is not right."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(Fault(FaultKind.TOO_LARGE))
    data = _parsed(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableError(Fault(FaultKind.NOT_A_CASE))
    if data.get("version") != VERSION:
        version = str(data.get("version"))[:20]
        raise UnreadableError(Fault(FaultKind.OTHER_VERSION, detail=version))
    try:
        file = msgspec.convert(data, CaseFile)
    except msgspec.ValidationError as error:
        raise UnreadableError(_fault(str(error)), data=data) from error
    faults = [
        *_unknown(data, msgspec.to_builtins(file), ""),
        *_unsavable(data, ""),
    ]
    if len(file.case.scenes) > MOST_SCENES:
        faults.append(Fault(FaultKind.TOO_MANY_SCENES, "case.scenes"))
    if faults:
        raise UnreadableError(*faults, data=data)
    return file


def _parsed(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise UnreadableError(Fault(FaultKind.NOT_JSON)) from error
    except msgspec.DecodeError as error:
        at = re.search(r"byte (\d+)", str(error))
        line = content[: int(at[1])].count(b"\n") + 1 if at else 1
        raise UnreadableError(Fault(FaultKind.NOT_JSON, detail=str(line))) from error


# What msgspec says, and what we call it; the group is the detail.
SAYINGS = (
    (re.compile(r"Object missing required field `(.+?)`"), FaultKind.FIELD_MISSING),
    (re.compile(r"Invalid enum value (.+?)(?: - at|$)"), FaultKind.VALUE_UNKNOWN),
    (re.compile(r"Expected `(.+?)`"), FaultKind.WRONG_KIND),
)


def _fault(saying: str) -> Fault:
    at = re.search(r"at `\$\.?(.*?)`$", saying)
    path = at[1] if at else ""
    for pattern, kind in SAYINGS:
        found = pattern.search(saying)
        if found:
            return Fault(kind, path, found[1].strip("'\""))
    return Fault(FaultKind.WRONG_KIND, path)


def _unknown(given: Any, taken: Any, path: str) -> Iterator[Fault]:
    """The fields of `given` that are not in `taken`, which has every field that we know."""
    if isinstance(given, dict) and isinstance(taken, dict):
        for name, value in given.items():
            inside = f"{path}.{name}" if path else name
            if name in taken:
                yield from _unknown(value, taken[name], inside)
            else:
                yield Fault(FaultKind.FIELD_UNKNOWN, path, str(name)[:40])
    elif isinstance(given, list) and isinstance(taken, list | tuple):
        for number, (one, other) in enumerate(zip(given, taken, strict=True)):
            yield from _unknown(one, other, f"{path}[{number}]")


def _unsavable(data: Any, path: str) -> Iterator[Fault]:
    """Texts with a character that a database cannot keep."""
    if isinstance(data, str):
        if "\x00" in data:
            yield Fault(FaultKind.CHARACTER, path)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _unsavable(value, f"{path}.{name}" if path else str(name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _unsavable(value, f"{path}[{number}]")

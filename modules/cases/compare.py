"""What differs between two versions of a case: scenes, choices and endings, matched by their codes."""

import difflib
import enum
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from modules.cases.definition import Case, Choice, Ending, Scene

CASE_FIELDS = ("title", "neutral_title", "role", "persona", "reflection")
SCENE_FIELDS = (
    *("title", "kind", "place", "speaker", "situation", "safety_rule", "competences"),
)
CHOICE_FIELDS = (
    *("text", "consequence", "feedback", "sources", "scores", "target"),
    *("red_flag", "repair", "marker", "unrepaired"),
)
ENDING_FIELDS = ("title", "text", "conditions")
# Beyond this a comparison word by word costs more than it tells.
MOST_WORDS = 3000


class ChangeKind(enum.StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One difference. `scene`, `choice` and `ending` say where; all "" is the case as a whole.

    `field` is what changed there, "" when all of it was added or removed; `old` and `new` are its
    values as `definition` has them. `start` and `order` (of the endings) are fields of the whole.
    """

    kind: ChangeKind
    scene: str = ""
    choice: str = ""
    ending: str = ""
    field: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    kind: str
    text: str


def compare(old: Case, new: Case) -> list[Change]:
    """The differences, in the order of `new`; what was removed comes last of its kind."""
    found = list(_fields(old, new, CASE_FIELDS))
    if old.start != new.start:
        found.append(
            Change(ChangeKind.CHANGED, field="start", old=old.start, new=new.start)
        )
    for code, before, after in _pairs(old.scenes, new.scenes, "code"):
        found += _scene(code, before, after)
    for code, before, after in _pairs(old.endings, new.endings, "code"):
        found += _of(before, after, ENDING_FIELDS, ending=code)
    found += _order_of_endings(old.endings, new.endings)
    return found


def pieces(old: str, new: str) -> list[Piece]:
    """`old` and `new` as one text, word by word: what stayed, what went, what came."""
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    if len(before) + len(after) > MOST_WORDS:
        return [Piece("removed", old), Piece("added", new)]
    found = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Piece("removed", "".join(before[a:b])))
        if d > c:
            found.append(Piece("added", "".join(after[c:d])))
    return found


def _scene(code: str, old: Scene | None, new: Scene | None) -> Iterator[Change]:
    yield from _of(old, new, SCENE_FIELDS, scene=code)
    if old is None or new is None:
        return
    for key, before, after in _pairs(old.choices, new.choices, "key"):
        yield from _of(before, after, CHOICE_FIELDS, scene=code, choice=key)


def _of(
    old: msgspec.Struct | None,
    new: msgspec.Struct | None,
    names: Iterable[str],
    **place: str,
) -> Iterator[Change]:
    if old is None:
        yield Change(ChangeKind.ADDED, **place, new=new)
    elif new is None:
        yield Change(ChangeKind.REMOVED, **place, old=old)
    else:
        yield from _fields(old, new, names, **place)


def _fields(
    old: msgspec.Struct, new: msgspec.Struct, names: Iterable[str], **place: str
) -> Iterator[Change]:
    for name in names:
        before, after = _value(old, name), _value(new, name)
        if before != after:
            yield Change(ChangeKind.CHANGED, **place, field=name, old=before, new=after)


def _value(thing: msgspec.Struct, name: str) -> Any:
    value = getattr(thing, name)
    if name == "sources":
        # The words of a source are kept with the knowledge base, not with the case.
        return tuple(source.code for source in value)
    return value


Named = Scene | Choice | Ending


def _pairs(
    old: Iterable[Named], new: Iterable[Named], name: str
) -> Iterator[tuple[str, Any, Any]]:
    before, after = _by_name(old, name), _by_name(new, name)
    for key in dict.fromkeys((*after, *before)):
        yield key[0], before.get(key), after.get(key)


def _by_name(things: Iterable[Named], name: str) -> dict[tuple[str, int], Named]:
    # Two with one code are told apart by which comes first.
    seen: Counter[str] = Counter()
    found = {}
    for thing in things:
        code = getattr(thing, name)
        found[code, seen[code]] = thing
        seen[code] += 1
    return found


def _order_of_endings(old: Iterable[Ending], new: Iterable[Ending]) -> list[Change]:
    before, after = [e.code for e in old], [e.code for e in new]
    stayed = [code for code in before if code in after]
    if stayed == [code for code in after if code in before]:
        return []
    return [
        Change(ChangeKind.CHANGED, field="order", old=tuple(before), new=tuple(after))
    ]

"""What the bank knows of a question and other systems do not, as tags: goal:M05.1, source:F-27.

Moodle keeps tags and an id number with a question, in GIFT as a comment and in XML as elements, so
a question that comes back knows them again. Other tags are named as left behind.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from toetsen.exchange.items import Item

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
KEYS = "abcdefghijklmnopqrstuvwxyz"


def tags_of(item: Item) -> list[str]:
    """Everything about `item` that needs a tag."""
    return list(_tags(item))


def _tags(item: Item) -> Iterator[str]:
    if item.goal:
        yield f"goal:{item.goal}"
    if item.critical:
        yield "critical"
    for name in ("difficulty", "language", "review_by"):
        if value := getattr(item, name):
            yield f"{name}:{value}"
    for source in item.sources:
        yield f"source:{source}"
    if item.lesson:
        yield f"lesson:{item.lesson[0]}/{item.lesson[1]}"
    keys = [answer.key for answer in item.answers]
    if all(keys) and keys != list(KEYS[: len(keys)]):
        yield f"keys:{'/'.join(keys)}"


def from_tags(tags: Iterable[str]) -> tuple[dict[str, Any], list[str], list[str]]:
    """The fields of an Item in `tags`, the keys of its answers, and the tags that say nothing.

    Of what a question has one of, the first counts; another is among the rest.
    """
    found: dict[str, Any] = {"sources": []}
    keys: list[str] = []
    unknown = []
    for tag in tags:
        name, _colon, value = tag.strip().partition(":")
        if name == "critical" and not value:
            found["critical"] = True
        elif name == "source" and value:
            found["sources"].append(value)
        elif name in found and name != "critical":
            unknown.append(tag)
        elif name == "keys" and not keys and _are_keys(value.split("/")):
            keys = value.split("/")
        elif name == "lesson" and re.fullmatch(r"[^/]{1,20}/[1-9]\d{0,3}", value):
            module, number = value.split("/")
            found["lesson"] = (module, int(number))
        elif _fits(name, value):
            found[name] = value
        else:
            unknown.append(tag)
    return found, keys, unknown


def _are_keys(found: list[str]) -> bool:
    return all(CODE.fullmatch(key) for key in found)


def with_tags(
    item: Item, tags: Iterable[str], codes: Iterable[str], leave: Callable[[str], None]
) -> Item:
    """`item` with what `tags` and the id numbers `codes` say; `leave` hears what says nothing."""
    fields, keys, unknown = from_tags(tags)
    for tag in unknown:
        leave(_("The tag “%(tag)s” does not come along.") % {"tag": tag[:40]})
    code, answers = "", item.answers
    for one in codes:
        if not code and CODE.fullmatch(one):
            code = one
        else:
            said = _("“%(code)s” is no code here; it gets a new one.")
            leave(said % {"code": one[:40]})
    if len(keys) == len(answers):
        answers = [replace(a, key=k) for a, k in zip(answers, keys, strict=True)]
    elif keys:
        leave(_("The letters of the answers do not come along."))
    return replace(item, answers=answers, code=code, **fields)


def _fits(name: str, value: str) -> bool:
    if name == "review_by":
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    allowed = {
        "goal": r"[A-Za-z0-9.]{1,12}",
        "difficulty": r"easy|middle|hard",
        "language": r"nl|en",
    }
    return name in allowed and re.fullmatch(allowed[name], value) is not None

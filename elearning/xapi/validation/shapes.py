"""Of what checks are made: small functions that take a decoded value and raise `Invalid`.

A check knows nothing of where it stands; whoever calls it puts the place in front. They run once
for every key of every statement that comes in, so they are plain closures over what they need.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from elearning.xapi.validation.errors import Invalid, step

Check = Callable[[Any], None]

# Verbs, types, homepages and activities come again and again: what was right once is not looked
# at twice. So many are remembered per kind of word, then it begins anew.
REMEMBERED = 10_000


def word(pattern: str, name: str, *, longest: int | None = None) -> Check:
    """A text that matches `pattern`; `name` says what it should have been."""
    matches = re.compile(pattern).match
    known: set[str] = set()

    def check(value: Any) -> None:
        if value.__class__ is not str:
            raise Invalid(f"Expected {name}, got {_kind(value)}")
        if value in known:
            return
        if not matches(value):
            raise Invalid(f"Expected {name}")
        if longest is not None and len(value) > longest:
            raise Invalid(f"Expected at most {longest} characters")
        if len(known) >= REMEMBERED:
            known.clear()
        known.add(value)

    return check


def unique_word(pattern: str, name: str) -> Check:
    """As `word`, for what hardly ever comes twice."""
    matches = re.compile(pattern).match

    def check(value: Any) -> None:
        if value.__class__ is not str or matches(value) is None:
            raise Invalid(f"Expected {name}")

    return check


def anything(_value: Any) -> None:
    """Whatever strict JSON can say."""


def text(value: Any) -> None:
    if value.__class__ is not str:
        raise Invalid(f"Expected a text, got {_kind(value)}")


def boolean(value: Any) -> None:
    if value.__class__ is not bool:
        raise Invalid(f"Expected true or false, got {_kind(value)}")


def number(value: Any) -> None:
    if value.__class__ is not float and value.__class__ is not int:
        raise Invalid(f"Expected a number, got {_kind(value)}")


def whole(value: Any) -> None:
    if value.__class__ is not int:
        raise Invalid(f"Expected a whole number, got {_kind(value)}")


def one_of(*allowed: str) -> Check:
    def check(value: Any) -> None:
        if value.__class__ is not str or value not in allowed:
            raise Invalid(f"Expected one of {', '.join(allowed)}")

    return check


def listing(item: Check) -> Check:
    """A list of what `item` checks."""

    def check(value: Any) -> None:
        if value.__class__ is not list:
            raise Invalid(f"Expected a list, got {_kind(value)}")
        place = 0
        try:
            for one in value:
                item(one)
                place += 1
        except Invalid as error:
            raise error.under(step(place)) from None

    return check


def mapping(key: Check, item: Check) -> Check:
    """An object with keys of our own choice."""

    def check(value: Any) -> None:
        if value.__class__ is not dict:
            raise Invalid(f"Expected an object, got {_kind(value)}")
        name = ""
        try:
            for name, one in value.items():
                key(name)
                item(one)
        except Invalid as error:
            raise error.under(step(name)) from None

    return check


def record(
    fields: Mapping[str, Check],
    *,
    required: Collection[str] = (),
    then: Check | None = None,
) -> Check:
    """An object with `fields` and no others; `then` looks at what holds between them."""
    checks, needed = dict(fields), frozenset(required)

    def check(value: Any) -> None:
        if value.__class__ is not dict:
            raise Invalid(f"Expected an object, got {_kind(value)}")
        name = ""
        try:
            for name, one in value.items():
                checks[name](one)
        except KeyError:
            raise Invalid("this key is not known here", step(name)) from None
        except Invalid as error:
            raise error.under(step(name)) from None
        if needed and not needed <= value.keys():
            raise Invalid(f"{min(needed - value.keys())} is missing")
        if then is not None:
            then(value)

    return check


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")

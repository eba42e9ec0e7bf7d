"""JSON read strictly: one value, each key once, nothing that PostgreSQL or another reader chokes on."""

import json
from typing import Any

import orjson

from elearning.xapi.validation.errors import Invalid

# orjson writes no deeper than this. Nobody means more, and whoever walks the value later is safe.
DEEPEST = 254


def decode(raw: bytes) -> Any:
    """The value in `raw`. Raises `Invalid` for what is not strict JSON.

    Refused: malformed JSON, NaN and Infinity, bytes that are not UTF-8, lone surrogates, numbers out
    of range, nesting deeper than `DEEPEST`, a key twice in one object (Data 2.2 requires it of us by
    way of RFC 8259), and the character U+0000, which PostgreSQL cannot keep.
    """
    try:
        value = orjson.loads(raw)
        again = orjson.dumps(value)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"not valid JSON: {error}") from None
    except orjson.JSONEncodeError:
        raise Invalid(f"nested deeper than {DEEPEST} levels") from None
    # A key that came twice is gone after decoding, and its colon with it. Written back, the same text
    # has as many colons as before: spaces, numbers and escapes may be written differently, but only
    # the escape of the colon itself changes their number.
    #
    # One byte is looked for much faster than more, and most statements escape nothing.
    escapes = b"\\" in raw
    if escapes and rb"\u003" in raw:
        _key_twice(raw, must=False)
    elif raw.count(b":") != again.count(b":"):
        raise Invalid(_key_twice(raw))
    if escapes and rb"\u0000" in raw and _has_nul(value):
        raise Invalid("the character U+0000 cannot be kept")
    return value


def _key_twice(raw: bytes, *, must: bool = True) -> str:
    """The slow way, which knows the key's name. Raises `Invalid` when there is one."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Invalid(f"the key {twice!r} stands twice in one object")
        return found

    json.loads(raw, object_pairs_hook=once)
    return "a key stands twice in one object" if must else ""


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _has_nul(item) for key, item in value.items())
    return isinstance(value, list) and any(_has_nul(item) for item in value)

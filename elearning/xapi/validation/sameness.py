"""Whether two statements say the same: needed for a second arrival and for a signature."""

from typing import Any

# What the store fills in itself (Data 2.3.1): no difference.
OURS = ("id", "stored", "timestamp", "version", "authority")
DURATION_STEP = 2  # 2.0 compares seconds to a hundredth


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both make the same statement, what the store fills in left out (Data 2.3.1)."""
    return bool(_bare(one, OURS) == _bare(other, OURS))


def is_signed_copy(statement: dict[str, Any], payload: dict[str, Any]) -> bool:
    """Whether `payload` is `statement` without its signature (Data 2.6)."""
    left = ("attachments", *OURS)
    if _bare(statement, left) != _bare(payload, left):
        return False
    return all(
        statement[name] == payload[name]
        for name in ("id", "timestamp", "version")
        if name in statement and name in payload
    )


def _bare(statement: dict[str, Any], without: tuple[str, ...]) -> Any:
    return _plain({k: v for k, v in statement.items() if k not in without})


def _plain(value: Any, name: str = "") -> Any:
    """The same form for what may be written in more ways."""
    if isinstance(value, dict):
        return {key: _plain(item, key) for key, item in value.items()}
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return sorted(items, key=repr) if name == "member" else items
    if name == "duration" and isinstance(value, str):
        return _seconds_cut(value)
    return value


def _seconds_cut(duration: str) -> str:
    """`PT1.005S` and `PT1.00S` are one: two digits of seconds count (2.0 4.2.7)."""
    text = duration.removesuffix("S")
    if text == duration or "." not in text:
        return duration
    whole, _, part = text.rpartition(".")
    part = part[:DURATION_STEP].rstrip("0")
    return f"{whole}.{part}S" if part else f"{whole}S"

"""A refusal as it is noted: in words of ours and of the specification, never in the sender's.

The sender is told more: the answer names a key that stands twice or a parameter that is unknown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from elearning.xapi import actions, rules
from elearning.xapi.description import document
from elearning.xapi.exceptions import Refused
from elearning.xapi.resources.calls import Call
from elearning.xapi.validation import Invalid

METHODS = {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"}
# A "not found" is an answer: cmi5 asks for states that are not there yet all the time.
NOT_FOUND = 404
NO_KEY = 401
LONGEST = 200
# Reasons that say a word of the sender, and what is kept of them.
SAYS_THEIR_WORD = (
    (re.compile(r"the key .* stands twice in one object", re.DOTALL), "a key stands twice in one object"),
    (re.compile(r"unknown parameter: .*", re.DOTALL), "unknown parameter"),
    (re.compile(r".* is not spoken here", re.DOTALL), "this method is not spoken here"),
)  # fmt: skip


def said_by(error: Exception) -> tuple[int, str, str]:
    """Status, reason and JSON pointer of what a call was refused with."""
    if isinstance(error, Invalid):
        return 400, error.reason, error.pointer
    if isinstance(error, Refused):
        return error.status, error.reason, ""
    return 400, "nested too deeply", ""


def note(request: HttpRequest, call: Call, error: Exception) -> None:
    """Keep what administrators may see of it."""
    status, reason, pointer = said_by(error)
    if status == NOT_FOUND:
        return
    credential = call.credential
    if status == NO_KEY:
        # More than the sender is told: whether it was the key or the secret.
        credential, reason = rules.why_closed(call.headers.get("authorization", ""))
    actions.note_refusal(
        by=credential,
        method=call.method if call.method in METHODS else "",
        resource=request.path_info.removeprefix("/xapi/"),
        status=status,
        reason=without_their_words(reason),
        pointer=known_place(pointer),
    )


def without_their_words(reason: str) -> str:
    for pattern, kept in SAYS_THEIR_WORD:
        if pattern.fullmatch(reason):
            return kept
    return reason[:LONGEST]


def known_place(pointer: str) -> str:
    """The pointer with `…` for every step that is no number and no word of the specification."""
    steps = [
        step if step.isdigit() or step in _words() else "…"
        for step in pointer.split("/")[1:]
    ]
    return "".join(f"/{step}" for step in steps)[:LONGEST]


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Every key of a statement and every parameter, as the description knows them."""
    return frozenset(_names(document()))


def _names(described: Any) -> Iterator[str]:
    if isinstance(described, list):
        for one in described:
            yield from _names(one)
    elif isinstance(described, dict):
        properties = described.get("properties")
        if isinstance(properties, dict):
            yield from properties
        if "in" in described and isinstance(described.get("name"), str):
            yield described["name"]
        for one in described.values():
            yield from _names(one)

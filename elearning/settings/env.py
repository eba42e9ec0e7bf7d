"""Strict readers for the environment: a value that makes no sense stops the start.

Each reader takes the variable's name and a default; without a default the variable is required.
A secret may also come from a file named by `<NAME>_FILE`, as container platforms supply them.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def envstr(name: str, default: object = REQUIRED) -> str:
    value = os.environ.get(name, default)
    if value is REQUIRED or (value == "" and default is REQUIRED):
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return str(value)


def envbool(name: str, default: bool) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in TRUE


def envint(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {value!r}."
        ) from None
    if number < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {number}.")
    return number


def envlist(name: str, default: str = "") -> list[str]:
    return [
        part.strip()
        for part in os.environ.get(name, default).split(",")
        if part.strip()
    ]


def envpairs(
    name: str, default: dict[str, str], allowed: Callable[[str], bool]
) -> dict[str, str]:
    """`key=value` with commas between, over the default's; only the default's keys make sense."""
    found = dict(default)
    for part in envlist(name):
        key, _, value = part.partition("=")
        if key not in default or not allowed(value):
            raise ImproperlyConfigured(f"{name} cannot hold {part!r}.")
        found[key] = value
    return found


def envsecret(name: str, default: object = REQUIRED) -> str:
    """A secret out of the environment, or out of the file that `<name>_FILE` names."""
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return envstr(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}_FILE cannot be read: {error.strerror}."
        ) from None

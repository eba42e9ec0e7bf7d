"""The registry of question types: each is a folder here, and adding one touches no other file.

A folder's `handler.py` defines one subclass of `QuestionType`; importing the package finds it. Its
template is `templates/question_types/<kind>.html` in the same folder.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from toetsen.question_types.base import Choice, Empty, Form, QuestionType

_registry: dict[str, QuestionType[Any]] = {}

for _found in iter_modules(__path__):
    if _found.ispkg:
        _handler = import_module(f"{__name__}.{_found.name}.handler").handler
        _registry[_handler.kind] = _handler


def question_type(kind: str) -> QuestionType[Any]:
    """The handler of `kind`; raises LookupError for a type that does not exist."""
    try:
        return _registry[kind]
    except KeyError:
        raise LookupError(
            f"no question type {kind!r}; there are: {', '.join(sorted(_registry))}"
        ) from None


def question_types() -> list[QuestionType[Any]]:
    """Every type there is, by its kind."""
    return [_registry[kind] for kind in sorted(_registry)]


__all__ = ["Choice", "Empty", "Form", "QuestionType", "question_type", "question_types"]

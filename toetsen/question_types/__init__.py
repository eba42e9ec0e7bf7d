"""The registry of question types: each is a folder here, and adding one touches no other file.

A folder's `handler.py` defines one subclass of `QuestionType`; importing the package finds it.
"""

from importlib import import_module
from pkgutil import iter_modules

from toetsen.question_types.base import QuestionType

_registry: dict[str, QuestionType] = {}

for _found in iter_modules(__path__):
    if _found.ispkg:
        _handler = import_module(f"{__name__}.{_found.name}.handler").handler
        _registry[_handler.kind] = _handler


def question_type(kind: str) -> QuestionType:
    """The handler of `kind`; raises LookupError for a type that does not exist."""
    try:
        return _registry[kind]
    except KeyError:
        raise LookupError(
            f"no question type {kind!r}; there are: {', '.join(sorted(_registry))}"
        ) from None


def question_types() -> list[QuestionType]:
    """Every type there is, by its kind."""
    return [_registry[kind] for kind in sorted(_registry)]


__all__ = ["QuestionType", "question_type", "question_types"]

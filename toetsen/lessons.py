"""Where to read it again: lessons, whose pages live above this app.

`modules` hands over a source when it starts; here a lesson is a module's code and a number.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

Reference = tuple[str, int]


@dataclass(frozen=True)
class LessonLink:
    title: str
    url: str


Source = Callable[[Collection[Reference]], Mapping[Reference, LessonLink]]

_source: list[Source] = []


def set_source(source: Source) -> None:
    """Say where lessons are found; the newest source counts."""
    _source[:] = [source]


def reference_of(review_lesson: Mapping[str, object]) -> Reference | None:
    """What a question's `review_lesson` refers to; None when it names no lesson."""
    module, lesson = review_lesson.get("module"), review_lesson.get("lesson")
    if not module or not isinstance(lesson, int):
        return None
    return str(module), lesson


def lessons_for(references: Collection[Reference]) -> Mapping[Reference, LessonLink]:
    """The published lessons among `references`; what is not online is left out."""
    return _source[0](references) if _source and references else {}

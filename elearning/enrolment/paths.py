"""What this app may know of learning paths, whose pages live above it.

`modules` hands over a source when it starts; here a path is a key with a title and three facts.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PathInfo:
    """A published path. `title` is the neutral one; `pass_percentage` its own pass mark, if any.

    `concept` says whether it is not signed off (rule 13); where that takes queries it is a
    function, asked only when somebody is about to be given the path.
    """

    key: uuid.UUID
    code: str
    title: str
    audience: str = ""
    minutes: int = 0
    open_to_all: bool = False
    pass_percentage: int | None = None
    concept: bool | Callable[[], bool] = True
    url: str = ""

    @property
    def is_concept(self) -> bool:
        return self.concept() if callable(self.concept) else self.concept


PathSource = Callable[[], Sequence[PathInfo]]

_source: list[PathSource] = []


def set_source(source: PathSource) -> None:
    """Say where paths come from; the newest source counts."""
    _source[:] = [source]


def all_paths() -> list[PathInfo]:
    """Every published path, in the order of its source."""
    return list(_source[0]()) if _source else []


def open_paths() -> list[PathInfo]:
    """The paths that may be taken without a class."""
    return [path for path in all_paths() if path.open_to_all]


def path_by_key(key: uuid.UUID) -> PathInfo | None:
    return next((path for path in all_paths() if path.key == key), None)


def path_titles() -> dict[uuid.UUID, str]:
    """The neutral title of every published path, by key."""
    return {path.key: path.title for path in all_paths()}

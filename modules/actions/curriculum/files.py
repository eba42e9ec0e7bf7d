"""Reading the files of the curriculum, and saying where in them something is wrong."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from elearning.core.exceptions import DomainError

FOLDER = Path(__file__).resolve().parent.parent.parent / "curriculum"

Data = dict[str, Any]


class CurriculumError(Exception):
    """Something in the files is wrong; the message names the file and the place in it."""


class UniqueKeyLoader(yaml.SafeLoader):
    """Reads as the safe loader does, but refuses a key that stands twice in one mapping.

    Plain YAML keeps the last of the two without a word, so an edit of the first would be lost.
    """

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


@contextmanager
def place(*names: object) -> Iterator[None]:
    """Put the place in front of what goes wrong inside."""
    try:
        yield
    except CurriculumError as error:
        raise CurriculumError(f"{_join(names)}: {error}") from error
    except KeyError as error:
        raise CurriculumError(f"{_join(names)}: {error} is missing") from error
    except DomainError as error:
        raise CurriculumError(f"{_join(names)}: {error.message}") from error
    except (ValueError, TypeError, ValidationError) as error:
        raise CurriculumError(f"{_join(names)}: {error}") from error


def _join(names: tuple[object, ...]) -> str:
    return " ".join(str(name) for name in names)


def read(name: str, folder: Path = FOLDER) -> Data:
    """One file as data.

    Raises CurriculumError for a file that is not there, is not YAML or has a key twice.
    """
    file = folder / name
    try:
        text = file.read_text(encoding="utf-8")
        data = yaml.load(text, UniqueKeyLoader)  # noqa: S506 -- a stricter SafeLoader
    except FileNotFoundError as error:
        raise CurriculumError(f"{name} is not there") from error
    except yaml.YAMLError as error:
        raise CurriculumError(f"{name} cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise CurriculumError(f"{name} holds no fields")
    return data


def names_in(subfolder: str, folder: Path = FOLDER) -> list[str]:
    """The files of a folder, in order, as `read` wants them."""
    return sorted(
        f"{subfolder}/{file.name}" for file in (folder / subfolder).glob("*.yaml")
    )


def fingerprint(data: object) -> str:
    """The same data gives the same fingerprint."""
    text = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()

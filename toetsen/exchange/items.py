"""What travels between systems: a question in the words that all formats share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

MOST_BYTES = 1_500_000
MOST_QUESTIONS = 1_000
MOST_ANSWERS = 100


class Form(StrEnum):
    """What a question asks of who answers it, by which formats differ."""

    CHOICE = "choice"
    SEVERAL = "several"
    MATCH = "match"
    ORDER = "order"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True)
class Answer:
    """One option or accepted answer. `share` is what it earns by itself, -1.0 to 1.0.

    `other` is what it is matched with; `margin` how far a number may be off. `key` is "" where
    the format has none.
    """

    text: str
    share: float = 0.0
    feedback: str = ""
    key: str = ""
    other: str = ""
    margin: float = 0.0


@dataclass(frozen=True)
class Item:
    """One question. `place` is where in the file it stands, in words; `name` for who reads that.

    `code`, `goal` and the rest are "" or empty when the file does not say. `keep_order`: its answers
    stay in the order in which they stand.
    """

    form: Form
    text: str
    answers: list[Answer] = field(default_factory=list)
    feedback: str = ""
    name: str = ""
    place: str = ""
    code: str = ""
    goal: str = ""
    critical: bool = False
    difficulty: str = ""
    language: str = ""
    review_by: str = ""
    sources: list[str] = field(default_factory=list)
    lesson: tuple[str, int] | None = None
    keep_order: bool = False

    @property
    def rights(self) -> int:
        """How many answers earn something."""
        return sum(answer.share > 0 for answer in self.answers)


@dataclass(frozen=True)
class Remark:
    """Something about one question, or about the file: at `place`, in words."""

    message: str
    place: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    @property
    def where(self) -> str:
        return " · ".join(filter(None, [self.place, self.name]))


def grouped(remarks: Iterable[Remark]) -> list[tuple[str, list[str]]]:
    """What is said, each once, with the places and names that it is said of; in order."""
    found: dict[str, list[str]] = {}
    for one in remarks:
        found.setdefault(one.message, []).append(one.where)
    return [(message, list(filter(None, where))) for message, where in found.items()]


@dataclass
class Reading:
    """What a file holds: questions, and what of it stays behind.

    `asked` is how many questions there were, also those that stay behind.
    """

    items: list[Item] = field(default_factory=list)
    left_behind: list[Remark] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    asked: int = 0

    def leave(self, message: str, place: str = "", name: str = "") -> None:
        self.left_behind.append(Remark(message, place, name))

    def leave_category(self, category: str, place: str) -> None:
        """Say that a category stays behind, once: the bank has goals and modules instead."""
        name = category.strip()
        if name not in self.categories:
            self.categories.add(name)
            message = _("The category “%(name)s” does not come along.")
            self.leave(message % {"name": name[:40]}, place)


class UnreadableError(Exception):
    """Nothing of the file can be taken; `remarks` say why, each with its line or question."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__("; ".join(map(str, remarks)))
        self.remarks = list(remarks)


def line(number: int) -> str:
    return _("line %(number)d") % {"number": number}


def question(number: int) -> str:
    return _("question %(number)d") % {"number": number}


def too_many(found: int) -> UnreadableError:
    return UnreadableError(
        Remark(
            _(
                "There are %(found)d questions in the file, and at most %(most)d can come in at "
                "once. Cut the file into parts."
            )
            % {"found": found, "most": MOST_QUESTIONS}
        )
    )

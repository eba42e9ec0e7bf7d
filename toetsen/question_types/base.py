"""What every question type can do, and what all of them share (ADR 0030)."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from random import Random
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from elearning.core.exceptions import InvalidRequest
from elearning.xapi.statements import Interaction
from toetsen.question_types.words import Words

JSON = Any
KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What `check` says behind a place; a type marks its own the same way, for the author's language.
AT_LEAST_ONE = gettext_noop("there must be at least one")
AT_LEAST_TWO = gettext_noop("there must be at least two")
AT_LEAST_ONE_RIGHT = gettext_noop("at least one must be right")
ONCE = gettext_noop("every key may stand once")
KEY_SHAPE = gettext_noop("a key is 1 to 40 letters, digits, - or _")


class Form(Protocol):
    """What was posted: Django's `QueryDict`, or any other `MultiValueDict`."""

    def __contains__(self, name: object, /) -> bool: ...
    def get(self, name: str, /) -> Any: ...
    def getlist(self, name: str, /) -> list[Any]: ...


class Empty(Enum):
    """Why there is no response in a form."""

    NOT_SENT = "the form says nothing about the question: an earlier answer stays"
    CLEARED = "the learner took the answer away: an earlier one goes as well"


class Choice(msgspec.Struct, frozen=True):
    """One thing a learner may choose, for analysis by option: `score` is what it earns by itself."""

    key: str
    text: str
    score: float = 0.0


class Option(msgspec.Struct, forbid_unknown_fields=True):
    """What can be chosen, with what to say to who chose it."""

    key: str
    text: str
    right: bool = False
    feedback: str = ""


class Content(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a question of any type says; a type adds its own fields.

    `sources` are codes of facts and sources; `review_lesson` where to read it again.
    """

    text: str
    feedback: str
    sources: list[str]
    review_lesson: dict[str, str | int] = {}


class ContentInOrder(Content, kw_only=True):
    """Content with options whose order may mean something, such as amounts from low to high."""

    keep_order: bool = False


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What to say after handing in. `given` and `right` are lines; `ordered` numbers them."""

    text: str
    given: list[str]
    right: list[str]
    feedback: str
    sources: list[str]
    review_lesson: dict[str, str | int] = {}
    ordered: bool = False


C = TypeVar("C", bound=Content)


class QuestionType(ABC, Generic[C]):
    """Reads, checks and scores one kind of question. Has no state and touches no database.

    `data` is the JSON of a question version, in the shape of `content_type`; `response` the JSON
    that `read` made of a form. `scored` False: it never counts, and its answer is kept nowhere.
    `divides` False: one answer can hold several of `choices`. `scripts` are static files that make
    the question easier to answer, never needed for it. `label` and `words` are for authors: what
    the type and the fields of its content are called.
    """

    kind: ClassVar[str]
    label: ClassVar[Promise | str]
    words: ClassVar[Mapping[str, Words]] = MappingProxyType({})
    template: ClassVar[str]
    content_type: type[C]
    scored: ClassVar[bool] = True
    divides: ClassVar[bool] = True
    scripts: ClassVar[tuple[str, ...]] = ()

    def content(self, data: JSON) -> C:
        """`data` as the type's own struct; raises msgspec.ValidationError."""
        return msgspec.convert(data, self.content_type)

    def check(self, data: JSON) -> list[str]:
        """What is wrong with `data`, in English, each with its place; empty when it is fit to use."""
        try:
            content = self.content(data)
        except msgspec.ValidationError as error:
            return [str(error)]
        problems = list(self.problems(content))
        if not content.sources:
            problems.append(f"sources: {AT_LEAST_ONE}")
        return problems

    @abstractmethod
    def problems(self, content: C) -> Iterator[str]:
        """What is wrong with content that has the right shape, as `check` says it."""

    @abstractmethod
    def read(self, data: JSON, form: Form) -> JSON | Empty:
        """The response in a posted form, exactly as it was given, also when it is not whole.

        Raises InvalidRequest for what the question's own form cannot send.
        """

    def complaint(self, data: JSON, response: JSON | None) -> str:
        """What an answer still lacks, for the learner; empty when it is whole. It is kept all the same."""
        return ""

    @abstractmethod
    def score(self, data: JSON, response: JSON | None) -> float:
        """The share of the points that `response` earns, 0.0 to 1.0."""

    @abstractmethod
    def choices(self, data: JSON) -> list[Choice]:
        """What is counted for analysis by option, in the order of `data`; empty for typed answers."""

    @abstractmethod
    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        """The keys in `response` to count, for analysis by option; empty when unanswered."""

    def guess_score(self, data: JSON) -> float:
        """The share of the marks that blind guessing earns on average, 0.0 to 1.0."""
        found = self.choices(data)
        return sum(choice.score for choice in found) / len(found) if found else 0.0

    def arranged(self, data: JSON, dice: Random) -> list[str]:
        """The keys of what is shown, in the order on the screen of one attempt."""
        return [choice.key for choice in self.choices(data)]

    def shuffled(self, data: JSON, dice: Random) -> list[str]:
        """As `arranged`, for a test that shuffles: by chance where the order means nothing."""
        keys = self.arranged(data, dice)
        content = self.content(data)
        if isinstance(content, ContentInOrder) and not content.keep_order:
            dice.shuffle(keys)
        return keys

    @abstractmethod
    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        """What the type's template needs to show the question with `response` chosen.

        `shown` is what `arranged` gave for this attempt. Never tells what is right.
        """

    @abstractmethod
    def review(self, data: JSON, response: JSON | None) -> Review:
        """What to say afterwards."""

    @abstractmethod
    def interaction(self, data: JSON) -> Interaction:
        """How xAPI describes the question: kinds and keys, never a text."""

    @abstractmethod
    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        """The response as the store gets it, made of keys; empty when there is nothing to tell."""

    @abstractmethod
    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        """A form as the page would send it, with a right or a wrong answer: for simulations."""


def key_problems(place: str, keys: Sequence[str]) -> Iterator[str]:
    """What is wrong with the keys at `place`: how many, twice the same, or what no key may hold.

    Keys stand in statements and in arrays, where `[,]`, `.` and control characters separate them.
    """
    if len(keys) < 2:
        yield f"{place}: {AT_LEAST_TWO}"
    if len(set(keys)) != len(keys):
        yield f"{place}: {ONCE}"
    if not all(KEY.fullmatch(key) for key in keys):
        yield f"{place}: {KEY_SHAPE}"


def known(key: str, keys: Sequence[str]) -> str:
    """`key`, when it is one of `keys`; raises InvalidRequest for a forged one."""
    if key not in keys:
        raise InvalidRequest(
            _("This answer does not belong to this question. Nothing was changed.")
        )
    return key


def typed(form: Form, *, most: int, name: str = "answer") -> str | Empty:
    """What was typed in a field, without spaces around it; raises InvalidRequest over `most`."""
    text = form.get(name)
    if text is None:
        return Empty.NOT_SENT
    text = str(text).replace("\x00", "").strip()
    if len(text) > most:
        raise InvalidRequest(
            _(
                "This answer is too long: at most %(most)s characters. Nothing was changed."
            )
            % {"most": most}
        )
    return text or Empty.CLEARED


def joined(*texts: str) -> str:
    """The texts that say something, behind each other."""
    return " ".join(filter(None, texts))


def in_order(options: Sequence[Any], shown: Sequence[str]) -> list[Any]:
    """`options` (each with a `key`) in the order of `shown`; what is not in there comes last."""
    place = {key: number for number, key in enumerate(shown)}
    return sorted(options, key=lambda option: place.get(option.key, len(place)))

"""What every question type can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

JSON = Any


class Choice(msgspec.Struct, frozen=True):
    """One thing a learner may choose, for analysis by option: `score` is what it earns by itself."""

    key: str
    text: str
    score: float = 0.0


class QuestionType(ABC):
    """Reads, checks and scores one kind of question. Has no state and touches no database.

    `data` is the JSON of a question version; `response` the JSON that `read` made of a form.
    """

    kind: ClassVar[str]
    template: ClassVar[str]
    content_type: type[msgspec.Struct]
    xapi_interaction: ClassVar[str]

    @abstractmethod
    def check(self, data: JSON) -> list[str]:
        """What is wrong with `data`, in English, each with its place; empty when it is fit to use."""

    @abstractmethod
    def read(self, data: JSON, form: Mapping[str, str]) -> JSON | None:
        """The response in a posted form, None when nothing was chosen.

        Raises InvalidRequest for an option that the question does not have.
        """

    @abstractmethod
    def score(self, data: JSON, response: JSON | None) -> float:
        """The share of the points that `response` earns, 0.0 to 1.0."""

    @abstractmethod
    def choices(self, data: JSON) -> list[Choice]:
        """Everything that can be chosen, in the order of `data`; empty for typed answers."""

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        """The keys of `choices` in `response`, for analysis by option; empty when unanswered."""
        if response is None:
            return []
        return [response] if isinstance(response, str) else list(map(str, response))

    def guess_score(self, data: JSON) -> float:
        """The share of the marks that blind guessing earns on average, 0.0 to 1.0."""
        found = self.choices(data)
        return sum(choice.score for choice in found) / len(found) if found else 0.0

    @abstractmethod
    def context(self, data: JSON, response: JSON | None) -> dict[str, Any]:
        """What the type's template needs to show the question with `response` chosen."""

    @abstractmethod
    def feedback(self, data: JSON, response: JSON | None) -> dict[str, Any]:
        """What to say afterwards: `given`, `right`, `feedback`, each text or None."""

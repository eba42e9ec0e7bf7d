"""What can be asked of the steps in a situation, and what an answer to that earns."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import permutations
from random import Random
from typing import Any, Literal

import msgspec
from django.utils.translation import gettext as _

from elearning.xapi.statements import Interaction
from toetsen.question_types import ranking
from toetsen.question_types.base import JSON, Empty, Form, known

ModeName = Literal["best", "ranked", "best_worst"]
# Of more steps the mean of a guess is taken as if all were of different worth.
COUNTED_OUT = 6


class Step(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    text: str
    score: float = 0.0
    feedback: str = ""


class Mode(ABC):
    """One way to ask; `steps` in the order in which they are shown."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        self.keys = [step.key for step in steps]
        self.scores = {step.key: step.score for step in steps}
        self.texts = {step.key: step.text for step in steps}

    @abstractmethod
    def read(self, form: Form) -> JSON | Empty: ...

    def complaint(self, response: JSON) -> str:
        return ""

    @abstractmethod
    def score(self, response: JSON) -> float: ...

    @abstractmethod
    def best(self, response: JSON) -> str | None:
        """The step that the learner thinks best."""

    @abstractmethod
    def guess(self) -> float: ...

    @abstractmethod
    def context(self, response: JSON | None) -> dict[str, Any]: ...

    @abstractmethod
    def given(self, response: JSON) -> list[str]: ...

    @abstractmethod
    def right(self) -> list[str]: ...

    @abstractmethod
    def interaction(self) -> Interaction: ...

    @abstractmethod
    def xapi_response(self, response: JSON) -> str: ...

    @abstractmethod
    def example(self, *, right: bool, dice: Random) -> dict[str, list[str]]: ...

    def with_score(self, score: float) -> list[str]:
        return [step.key for step in self.steps if step.score == score]

    def cards(self) -> list[dict[str, str]]:
        return [{"value": key, "label": text} for key, text in self.texts.items()]


class Best(Mode):
    """One step; it earns what it is worth."""

    def read(self, form: Form) -> JSON | Empty:
        key = form.get("choice")
        return known(key, self.keys) if key else Empty.NOT_SENT

    def score(self, response: JSON) -> float:
        return self.scores[response]

    def best(self, response: JSON) -> str | None:
        return str(response)

    def guess(self) -> float:
        return sum(self.scores.values()) / len(self.scores)

    def context(self, response: JSON | None) -> dict[str, Any]:
        return {"choices": self.cards(), "chosen": response}

    def given(self, response: JSON) -> list[str]:
        return [self.texts[response]]

    def right(self) -> list[str]:
        return [self.texts[key] for key in self.with_score(1)]

    def interaction(self) -> Interaction:
        return Interaction(type="choice", right=self.with_score(1), choices=self.keys)

    def xapi_response(self, response: JSON) -> str:
        return str(response)

    def example(self, *, right: bool, dice: Random) -> dict[str, list[str]]:
        fitting = [key for key in self.keys if (self.scores[key] == 1) == right]
        return {"choice": [dice.choice(fitting)]}


class Ranked(Mode):
    """Every step gets a place; it earns how well the order follows the steps' worth."""

    def read(self, form: Form) -> JSON | Empty:
        return ranking.read(form, self.keys)

    def complaint(self, response: JSON) -> str:
        return ranking.complaint(response, len(self.keys))

    def score(self, response: JSON) -> float:
        return ranking.agreement(response, {k: -s for k, s in self.scores.items()})

    def best(self, response: JSON) -> str | None:
        return next(iter(ranking.in_places(response)), None)

    def guess(self) -> float:
        if len(self.keys) > COUNTED_OUT:
            return ranking.guess(len(self.keys))
        orders = list(permutations(range(1, len(self.keys) + 1)))
        earned = (self.score(dict(zip(self.keys, o, strict=True))) for o in orders)
        return sum(earned) / len(orders)

    def context(self, response: JSON | None) -> dict[str, Any]:
        return {
            "hint": ranking.hint(),
            "rows": ranking.rows(self.texts, response or {}),
            "places": ranking.numbers(len(self.keys)),
        }

    def given(self, response: JSON) -> list[str]:
        return [self.texts[key] for key in ranking.in_places(response)]

    def right(self) -> list[str]:
        return [self.texts[key] for key in self._from_best()]

    def interaction(self) -> Interaction:
        pattern = "[,]".join(self._from_best())
        return Interaction(
            type="sequencing", right=[pattern], choices=sorted(self.keys)
        )

    def xapi_response(self, response: JSON) -> str:
        return "[,]".join(ranking.in_places(response))

    def example(self, *, right: bool, dice: Random) -> dict[str, list[str]]:
        order = self._from_best()
        return ranking.form(order if right else order[::-1])

    def _from_best(self) -> list[str]:
        return sorted(self.keys, key=lambda key: -self.scores[key])


class BestAndWorst(Mode):
    """Two steps; each of both that is right earns half."""

    def read(self, form: Form) -> JSON | Empty:
        given = {name: form.get(name) for name in ("best", "worst")}
        found = {n: known(key, self.keys) for n, key in given.items() if key}
        return found or Empty.NOT_SENT

    def complaint(self, response: JSON) -> str:
        if len(response) < 2:
            return _("Choose a best and a worst step. What you chose is saved.")
        if response["best"] == response["worst"]:
            return _(
                "The best and the worst step are the same. What you chose is saved."
            )
        return ""

    def score(self, response: JSON) -> float:
        best, worst = response.get("best"), response.get("worst")
        if best == worst:
            return 0.0
        return (best in self.with_score(1)) / 2 + (worst in self._worst()) / 2

    def best(self, response: JSON) -> str | None:
        return response.get("best")  # type: ignore[no-any-return]

    def guess(self) -> float:
        return (len(self.with_score(1)) + len(self._worst())) / (2 * len(self.keys))

    def context(self, response: JSON | None) -> dict[str, Any]:
        given = response or {}
        return {
            "choices": self.cards(),
            "best": given.get("best"),
            "worst": given.get("worst"),
        }

    def given(self, response: JSON) -> list[str]:
        return _best_and_worst(
            *([self.texts[response[n]]] if n in response else [] for n in NAMES)
        )

    def right(self) -> list[str]:
        return _best_and_worst(
            [self.texts[key] for key in self.with_score(1)],
            [self.texts[key] for key in self._worst()],
        )

    def interaction(self) -> Interaction:
        patterns = [
            f"best[.]{best}[,]worst[.]{worst}"
            for best in self.with_score(1)
            for worst in self._worst()
        ]
        return Interaction(
            type="matching", right=patterns, source=list(NAMES), target=self.keys
        )

    def xapi_response(self, response: JSON) -> str:
        return "[,]".join(f"{n}[.]{response[n]}" for n in NAMES if n in response)

    def example(self, *, right: bool, dice: Random) -> dict[str, list[str]]:
        best, worst = dice.choice(self.with_score(1)), dice.choice(self._worst())
        if not right:
            best, worst = worst, best
        return {"best": [best], "worst": [worst]}

    def _worst(self) -> list[str]:
        return self.with_score(min(self.scores.values()))


NAMES = ("best", "worst")


def _best_and_worst(best: Sequence[str], worst: Sequence[str]) -> list[str]:
    return [
        *(_("Best: %(step)s") % {"step": text} for text in best),
        *(_("Worst: %(step)s") % {"step": text} for text in worst),
    ]


MODES: dict[str, type[Mode]] = {
    "best": Best,
    "ranked": Ranked,
    "best_worst": BestAndWorst,
}

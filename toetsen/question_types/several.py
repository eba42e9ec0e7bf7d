"""Choosing several of a few: what the types with checkboxes share."""

from collections.abc import Collection, Iterator, Sequence
from math import comb
from random import Random

from django.utils.translation import gettext_noop, ngettext

from toetsen.question_types.base import JSON, C, Empty, Form, Option, known
from toetsen.question_types.options import OfOptions

ONE_WRONG = gettext_noop("at least one must be wrong")
NAME = "choice"


def rights(options: Sequence[Option]) -> list[str]:
    return [option.key for option in options if option.right]


def wrong_problems(place: str, options: Sequence[Option]) -> Iterator[str]:
    if all(option.right for option in options):
        yield f"{place}: {ONE_WRONG}"


def read(form: Form, options: Sequence[Option]) -> list[str] | Empty:
    """The chosen keys in the order of `options`.

    The page always sends one empty value: without any nothing was sent, with only that one
    everything was taken away.
    """
    if NAME not in form:
        return Empty.NOT_SENT
    keys = [option.key for option in options]
    given = {known(key, keys) for key in form.getlist(NAME) if key}
    return [key for key in keys if key in given] or Empty.CLEARED


def how_many(number: int) -> str:
    """'Choose three.' in the learner's language."""
    return ngettext("Choose %(number)s.", "Choose %(number)s of them.", number) % {
        "number": number
    }


def complaint(given: Sequence[str], number: int) -> str:
    """What is said to who chose more or fewer than `number`."""
    if len(given) == number:
        return ""
    chosen = ngettext(
        "You chose %(number)s. That is saved; you can still change it.",
        "You chose %(number)s of them. That is saved; you can still change it.",
        len(given),
    ) % {"number": len(given)}
    return f"{how_many(number)} {chosen}"


def score(given: Collection[str], right: Collection[str]) -> float:
    """A share for each right one, and as much off for each wrong one; never under 0.0."""
    hits = len(set(given) & set(right))
    return max(0.0, (2 * hits - len(given)) / len(right))


def guess(options: int, right: int) -> float:
    """The mean of `score` over all ways to choose `right` of so many `options`."""
    ways = (
        comb(right, hits)
        * comb(options - right, right - hits)
        * max(0, 2 * hits - right)
        for hits in range(right + 1)
    )
    return sum(ways) / (comb(options, right) * right)


def example(options: Sequence[Option], *, right: bool, dice: Random) -> list[str]:
    """As many keys as are right: those, or one of them changed for a wrong one."""
    found = rights(options)
    if not right:
        wrong = [option.key for option in options if not option.right]
        found[dice.randrange(len(found))] = dice.choice(wrong)
    return found


class Several(OfOptions[C]):
    """Scored by `score`; the number to choose is the number that is right."""

    divides = False

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return read(form, self.options(self.content(data)))

    def complaint(self, data: JSON, response: JSON | None) -> str:
        return complaint(response or [], len(self.rights(data)))

    def score(self, data: JSON, response: JSON | None) -> float:
        return score(response or [], self.rights(data))

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        return list(response or [])

    def guess_score(self, data: JSON) -> float:
        options = self.options(self.content(data))
        return guess(len(options), len(rights(options)))

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        options = self.options(self.content(data))
        return {NAME: example(options, right=right, dice=dice)}

    def rights(self, data: JSON) -> list[str]:
        """The keys of what is right."""
        return rights(self.options(self.content(data)))

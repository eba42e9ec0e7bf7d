"""A questionnaire as data: read from a file, and how its answers become scores."""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import fmean

import msgspec

FOLDER = Path(__file__).parent / "instruments"
# What a form says for a statement that somebody skips on purpose.
SKIPPED = "-"


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line to answer."""

    code: str
    text: str


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Statements that measure one thing together."""

    code: str
    title: str
    items: tuple[Statement, ...]


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of a questionnaire; a change of a statement is a new version.

    Answers run from `lowest` to `highest`, in words `answers`; every statement may be skipped.
    """

    code: str
    version: int
    title: str
    intro: str
    then_intro: str
    lowest: int
    highest: int
    answers: tuple[str, ...]
    minimum_per_scale: int
    scales: tuple[Scale, ...]
    validated: bool = False

    @property
    def items(self) -> tuple[Statement, ...]:
        return tuple(chain.from_iterable(scale.items for scale in self.scales))


class Scores(msgspec.Struct, frozen=True):
    """The mean per scale by its code, and of all scales; None where too much was skipped."""

    scales: dict[str, float | None]
    total: float | None


@cache
def instrument(code: str, version: int) -> Instrument:
    """The instrument in `instruments/<code>.v<version>.yaml`.

    Raises LookupError when there is none, ValueError when the file contradicts itself.
    """
    file = FOLDER / f"{code}.v{version}.yaml"
    if not file.is_file():
        raise LookupError(f"no instrument {code} version {version}")
    found = msgspec.yaml.decode(file.read_bytes(), type=Instrument)
    problems = _problems(found, code, version)
    if problems:
        raise ValueError(f"{file.name}: {'; '.join(problems)}")
    return found


def scores(of: Instrument, answers: Mapping[str, int | None]) -> Scores:
    """What `answers` (by statement code; None or absent for a skipped one) score.

    A scale is the mean of its answers when at least `minimum_per_scale` were given; the total is
    the mean of the scales when all have a score (brief, 4.3). Raises ValueError for a statement
    the instrument does not have or an answer outside its range.
    """
    known = {statement.code for statement in of.items}
    for code, answer in answers.items():
        if code not in known:
            raise ValueError(f"{of.code} has no statement {code}")
        if answer is not None and not of.lowest <= answer <= of.highest:
            raise ValueError(
                f"{code}: {answer} is not from {of.lowest} to {of.highest}"
            )
    found = {scale.code: _mean(of, scale, answers) for scale in of.scales}
    whole = [score for score in found.values() if score is not None]
    return Scores(found, fmean(whole) if len(whole) == len(of.scales) else None)


def _mean(
    of: Instrument, scale: Scale, answers: Mapping[str, int | None]
) -> float | None:
    given = [
        answer for item in scale.items if (answer := answers.get(item.code)) is not None
    ]
    return fmean(given) if len(given) >= of.minimum_per_scale else None


def _problems(found: Instrument, code: str, version: int) -> list[str]:
    problems = []
    codes = [item.code for item in found.items]
    if (found.code, found.version) != (code, version):
        problems.append("code and version are not those of its name")
    if len(set(codes)) != len(codes):
        problems.append("every statement's code may stand once")
    if len(found.answers) != found.highest - found.lowest + 1:
        problems.append("answers: one for each number from lowest to highest")
    return problems


def read_answers(of: Instrument, form: Mapping[str, str]) -> dict[str, int | None]:
    """The answers in a form by statement code, '-' for a skipped one; what is not in it is not here.

    Raises ValueError for what is no answer of this instrument.
    """
    given: dict[str, int | None] = {}
    for item in of.items:
        text = form.get(item.code, "")
        if text == SKIPPED:
            given[item.code] = None
        elif text:
            given[item.code] = _answer(of, text)
    return given


def _answer(of: Instrument, text: str) -> int:
    allowed = {str(value): value for value in range(of.lowest, of.highest + 1)}
    if text not in allowed:
        raise ValueError(f"{of.code} has no answer like that")
    return allowed[text]

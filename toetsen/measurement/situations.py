"""Situations as data: two parallel forms of a test beside a questionnaire, and what they score.

The brief asks to measure objectively beside what people think of themselves: eight situations in
two parallel forms, in turn (4.3). Situation n of one form and of the other are about the same goal
and divide their points alike, so that by chance both forms earn the same.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import fmean

import msgspec

from toetsen.measurement.forms import ParallelForm
from toetsen.measurement.instrument import FOLDER, SKIPPED

# Points of a whole right form.
MOST = 100.0
Choices = Mapping[str, str | None]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step to choose; `score` is the share of the points it earns, 0.0 to 1.0."""

    key: str
    text: str
    score: float


class Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One situation with its steps; one of them is the best and earns all."""

    code: str
    scale: str
    goal: str
    text: str
    sources: tuple[str, ...]
    steps: tuple[Step, ...]


class Situations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the test; a change of a word or a score is a new version.

    `minimum` is how many must be answered for a score. `concept`: no expert has signed it off, so
    it is offered in the demo only (product rule 13).
    """

    code: str
    version: int
    title: str
    intro: str
    notice: str
    afterwards: str
    minimum: int
    forms: dict[ParallelForm, tuple[Situation, ...]]
    validated: bool = False
    concept: bool = True


@cache
def situations(code: str, version: int) -> Situations:
    """The test in `instruments/<code>.v<version>.yaml`.

    Raises LookupError when there is none, ValueError when the file contradicts itself.
    """
    file = FOLDER / f"{code}.v{version}.yaml"
    if not file.is_file():
        raise LookupError(f"no situations {code} version {version}")
    found = msgspec.yaml.decode(file.read_bytes(), type=Situations)
    if (found.code, found.version) != (code, version):
        raise ValueError(f"{file.name}: code and version are not those of its name")
    if problems := problems_of(found):
        raise ValueError(f"{file.name}: {'; '.join(problems)}")
    return found


def problems_of(found: Situations) -> list[str]:
    """Why the forms are not parallel, or a situation has no one best step."""
    forms = list(found.forms.values())
    if set(found.forms) != set(ParallelForm) or len({len(form) for form in forms}) != 1:
        return ["forms: X and Y, equally long"]
    problems = []
    codes = [one.code for form in forms for one in form]
    if len(set(codes)) != len(codes):
        problems.append("every situation's code may stand once")
    for pair in zip(*forms, strict=True):
        if len({_alike(one) for one in pair}) != 1:
            problems.append(f"{' and '.join(one.code for one in pair)}: not parallel")
        problems += [
            f"{one.code}: one step is best" for one in pair if not _has_best(one)
        ]
    return problems


def _alike(one: Situation) -> tuple[str, str, tuple[float, ...]]:
    return one.scale, one.goal, tuple(sorted(step.score for step in one.steps))


def _has_best(one: Situation) -> bool:
    scores = [step.score for step in one.steps]
    keys = {step.key for step in one.steps}
    return (
        scores.count(1) == 1
        and min(scores) >= 0
        and max(scores) == 1
        and len(keys) == len(scores)
    )


def shares(form: Sequence[Situation], choices: Choices) -> list[float | None]:
    """What each situation earned, 0.0 to 1.0; None for a skipped one.

    Raises ValueError for a situation or a step that is not in this form.
    """
    known = {one.code: {s.key: s.score for s in one.steps} for one in form}
    for code, key in choices.items():
        if code not in known or (key is not None and key not in known[code]):
            raise ValueError("that choice does not belong to this form")
    chosen = {code: choices.get(code) for code in known}
    return [None if key is None else known[code][key] for code, key in chosen.items()]


def points(of: Situations, earned: Sequence[float | None]) -> float | None:
    """0 to 100: the mean of what was answered; None when fewer than `minimum` were.

    As with the scales of a questionnaire: skipping one is no wrong answer.
    """
    given = [share for share in earned if share is not None]
    return MOST * fmean(given) if len(given) >= of.minimum else None


def read_choices(
    form: Sequence[Situation], posted: Mapping[str, str]
) -> dict[str, str | None]:
    """What was posted by situation, '-' for a skipped one; what is not in it is not here."""
    given: dict[str, str | None] = {}
    for one in form:
        text = posted.get(one.code, "")
        if text:
            given[one.code] = None if text == SKIPPED else text
    return given

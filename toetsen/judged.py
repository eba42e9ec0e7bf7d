"""Reading the situations that people judged. As `measured`: what opens answers says for whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elearning.accounts.models import User
from toetsen.measured import SITUATIONS, contents_of, used_by
from toetsen.measurement.figures import Judged, Moment
from toetsen.measurement.forms import ParallelForm
from toetsen.measurement.situations import (
    Situation,
    Situations,
    points,
    shares,
    situations,
)
from toetsen.measurement.study import Study
from toetsen.models import Measurement


@dataclass(frozen=True)
class Sheet:
    """One form as somebody has it before her: its situations and what she chose so far."""

    test: Situations
    form: ParallelForm
    choices: dict[str, str | None]

    @property
    def situations(self) -> tuple[Situation, ...]:
        return self.test.forms[self.form]

    @property
    def shares(self) -> list[float | None]:
        return shares(self.situations, self.choices)

    @property
    def points(self) -> float | None:
        return points(self.test, self.shares)


def situations_for(user: User) -> Situations:
    """The version of the person's first form, since versions are never paired; else the newest."""
    code, newest_version = SITUATIONS
    first = user.measurements.filter(instrument=code).first()
    return situations(code, first.version if first else newest_version)


def own_test(user: User, moment: Moment) -> Measurement | None:
    """The person's form at a moment, begun or done."""
    return user.measurements.filter(instrument=SITUATIONS[0], moment=moment).first()


def sheet_of(measurement: Measurement) -> Sheet:
    """The form with its choices, opened: for the same readers as `measured.answers_in`."""
    contents: dict[str, Any] = contents_of(measurement)
    return Sheet(
        situations(measurement.instrument, measurement.version),
        ParallelForm(contents["form"]),
        dict(contents["answers"]),
    )


def own_points(user: User) -> list[tuple[Moment, float | None]]:
    """What every form that was finished earned, oldest first, for the person herself."""
    done = user.measurements.filter(
        instrument=SITUATIONS[0], done_at__isnull=False
    ).select_related("user__learner_key")
    return [(Moment(one.moment), sheet_of(one).points) for one in done]


def study_judged(study: Study, until: datetime) -> Iterator[Judged] | None:
    """What a study may use of the situations, as `measured.study_measurements`; None without them."""
    if not study.situations:
        return None
    rows = used_by(study, until).filter(instrument=study.situations)
    return (_judged(row) for row in rows)


def _judged(row: Any) -> Judged:
    sheet = sheet_of(row)
    return Judged(
        actor=row.actor,
        moment=Moment(row.moment),
        form=sheet.form.value,
        points=sheet.points,
        shares=sheet.shares,
    )

"""Reading measurements. What opens answers says for whom; nothing here writes."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from elearning.accounts.models import IdentityLink, User
from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import enrolments_of, opened
from toetsen.measurement.figures import Measurement as MeasuredOnce
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import Instrument, Scores, instrument, scores
from toetsen.measurement.moments import Facts, open_moments, open_tests
from toetsen.measurement.situations import situations
from toetsen.measurement.study import Study, newest_ones
from toetsen.models import Consent, Measurement, StudyReport

# The instrument and the situations that the platform offers, in the version that newcomers get.
INSTRUMENT = ("zm-16", 1)
SITUATIONS = ("situaties", 1)

Answers = dict[str, int | None]


@dataclass(frozen=True)
class Measured:
    """A measurement that a study may use, with what the export says of the person beside it."""

    of: MeasuredOnce
    path_key: uuid.UUID
    done_on: date


@dataclass(frozen=True)
class OpenNow:
    """The moments that are open to somebody: of the statements, and of the situations."""

    moments: list[Moment]
    tests: list[Moment]


@dataclass(frozen=True)
class OwnScores:
    """What one moment came to, for the person herself."""

    moment: Moment
    scores: Scores


def instrument_for(user: User) -> Instrument:
    """The version of the person's first measurement, since versions are never paired; else the newest."""
    code, newest_version = INSTRUMENT
    first = user.measurements.filter(instrument=code).first()
    return instrument(code, first.version if first else newest_version)


def own_measurement(user: User, moment: Moment) -> Measurement | None:
    """The person's measurement at a moment, begun or done."""
    return user.measurements.filter(instrument=INSTRUMENT[0], moment=moment).first()


def facts_of(user: User) -> Facts:
    """What the rules of moments need of this person. Three queries."""
    enrolments = list(enrolments_of(user))
    progress = list(user.progress.values_list("kind", "state"))
    starts = [e.cohort.starts_on for e in enrolments if e.cohort]
    done = list(
        user.measurements.filter(done_at__isnull=False).values_list(
            "instrument", "moment", "done_at"
        )
    )
    return Facts(
        done={Moment(m): at for code, m, at in done if at and code == INSTRUMENT[0]},
        tested={Moment(m) for code, m, _at in done if code == SITUATIONS[0]},
        is_enrolled=bool(enrolments),
        has_begun=bool(progress),
        modules_done=progress.count((ItemKind.MODULE, ProgressState.DONE)),
        group_starts=min(starts) if starts else None,
    )


def moments_open_to(user: User) -> list[Moment]:
    """The moments this person may fill in now, in order."""
    return open_moments(facts_of(user), clock.now())


def situations_open_to(user: User) -> list[Moment]:
    """The moments whose situations this person may do now, in order."""
    return all_open_to(user).tests


def all_open_to(user: User) -> OpenNow:
    """What this person may fill in now; with no more queries than for the statements alone."""
    facts, now = facts_of(user), clock.now()
    tests = open_tests(facts, now) if situations_offered() else []
    return OpenNow(open_moments(facts, now), tests)


def situations_offered() -> bool:
    """Concept situations are for the demo only (product rule 13)."""
    return settings.DEMO_MODE or not situations(*SITUATIONS).concept


def enrolment_to_measure(user: User, moment: Moment) -> Enrolment | None:
    """Under which enrolment a moment is recorded: that of the one before, else the newest."""
    earlier = user.measurements.select_related("enrolment__cohort").last()
    if earlier is not None and moment in {Moment.THEN, Moment.LATER}:
        return earlier.enrolment
    return enrolments_of(user).first()


def answers_in(measurement: Measurement) -> Answers:
    """Every answer, opened: only for the person herself, the report and the export of a study."""
    return dict(contents_of(measurement).get("answers", {}))


def contents_of(measurement: Measurement) -> dict[str, Any]:
    """Everything that is sealed; for the same readers as `answers_in`."""
    found = opened(
        measurement.sealed,
        user=measurement.user,
        kind=Measurement.SEALED_AS,
        subject=measurement.uuid,
    )
    return dict(found or {})


def own_scores(user: User) -> list[OwnScores]:
    """The scores of every moment that was finished, oldest first, for the person herself."""
    done = user.measurements.filter(
        instrument=INSTRUMENT[0], done_at__isnull=False
    ).select_related("user__learner_key")
    return [
        OwnScores(
            Moment(one.moment),
            scores(instrument(one.instrument, one.version), answers_in(one)),
        )
        for one in done
    ]


def offered_studies() -> list[Study]:
    """The newest version of each study that runs today; concept ones in the demo only."""
    return [
        one
        for one in newest_ones()
        if one.runs_on(clock.today()) and (settings.DEMO_MODE or not one.concept)
    ]


def consents_of(user: User) -> set[tuple[str, int]]:
    """Code and version of every study to which the person says yes now."""
    rows = user.study_consents.filter(withdrawn_at__isnull=True)
    return set(rows.values_list("study", "version"))


def taking_part(study: Study) -> Q:
    """Which measurements a study may use: finished, of its versions, by who says yes to it now."""
    its_own = Q(instrument=study.instrument, version=study.instrument_version)
    if study.situations:
        its_own |= Q(instrument=study.situations, version=study.situations_version)
    return its_own & Q(
        done_at__isnull=False,
        user__in=Consent.objects.filter(
            study=study.code, version=study.version, withdrawn_at__isnull=True
        ).values("user"),
    )


def study_measurements(study: Study, until: datetime) -> Iterator[Measured]:
    """What a study may use of what was finished before `until`, opened, under the pseudonym.

    In the order in which it was finished. Only for the report and the export: what goes on to a
    person says nothing of one person under a name, or of one answer.
    """
    for row in used_by(study, until).filter(instrument=study.instrument):
        yield Measured(
            of=MeasuredOnce(row.actor, Moment(row.moment), answers_in(row)),
            path_key=row.enrolment.path_key,
            done_on=timezone.localdate(row.done_at),
        )


def used_by(study: Study, until: datetime) -> QuerySet[Any]:
    """The rows of `study_measurements` and of the situations, each with its `actor`."""
    return (
        Measurement.objects.filter(taking_part(study), done_at__lt=until)
        .select_related("user__learner_key", "enrolment")
        .annotate(actor=_actor())
        .filter(actor__isnull=False)
        .order_by("done_at", "id")
    )


def _actor() -> Subquery:
    """The pseudonym; it is there since finishing was recorded under it."""
    links = IdentityLink.objects.filter(user=OuterRef("user"))
    return Subquery(links.values("actor")[:1])


def newest_report(study: Study) -> StudyReport | None:
    return StudyReport.objects.filter(study=study.code, version=study.version).first()


def measurement_data(user: User) -> dict[str, Any]:
    """Every measurement with its answers and every consent, as JSON values, for herself only."""
    return {
        "filled_in": list(_own_rows(user)),
        "consents": [
            {
                "study": row.study,
                "version": row.version,
                "given": row.given_at.isoformat(),
                "withdrawn": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
            }
            for row in user.study_consents.all()
        ],
    }


def _own_rows(user: User) -> Iterator[dict[str, Any]]:
    for one in user.measurements.select_related("user__learner_key"):
        yield {
            "instrument": f"{one.instrument} v{one.version}",
            "moment": one.moment,
            "begun": one.started_at.isoformat(),
            "done": one.done_at.isoformat() if one.done_at else None,
            "answers": {},
            **contents_of(one),
        }

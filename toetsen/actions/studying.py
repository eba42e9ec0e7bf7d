"""A study's figures, frozen once a month, and its export for evaluators (ADR 0035)."""

from datetime import datetime, time

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.enums import Role
from elearning.accounts.models import User
from elearning.accounts.rules import check_role
from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.enrolment.paths import all_paths
from toetsen.judged import study_judged
from toetsen.measured import newest_report, study_measurements
from toetsen.measurement.export import Export, Row, export
from toetsen.measurement.figures import Comparison, Report, is_empty, may_follow
from toetsen.measurement.instrument import instrument
from toetsen.measurement.report import report
from toetsen.measurement.study import Study, newest_ones
from toetsen.models import StudyReport


def close_studies() -> list[StudyReport]:
    """Freeze a new report of every study that may have one; those that were made now.

    Of its newest version: an older one has no screen any more, and two reports about nearly the
    same people would be subtracted.
    """
    made = (close_study(study=study) for study in newest_ones())
    return [one for one in made if one is not None]


@transaction.atomic
def close_study(*, study: Study) -> StudyReport | None:
    """Freeze the report over everything finished before this month, of who says yes now.

    None when it exists, when nothing in it may be shown, or when fewer than ten people came in
    since the one before: then that one stays.
    """
    until = _beginning_of_month()
    before = newest_report(study)
    if before is not None and before.until >= until:
        return None
    used = instrument(study.instrument, study.instrument_version)
    new = report(
        used,
        (one.of for one in study_measurements(study, until)),
        study_judged(study, until),
    )
    if is_empty(new) or (before is not None and not _replaces(new, before)):
        return None
    made, _is_new = StudyReport.objects.get_or_create(
        study=study.code,
        version=study.version,
        until=until,
        defaults={"figures": msgspec.to_builtins(new)},
    )
    audit(by=None, action="close_study", subject=made, version=study.version)
    return made


def _replaces(new: Report, before: StudyReport) -> bool:
    """Only when something changed for ten people or more.

    Alphas are over whoever filled in one moment, who may be fewer: they never bring a report.
    """
    old = msgspec.convert(before.figures, Report)
    return _compared(new) != _compared(old) and may_follow(new, old)


def _compared(of: Report) -> list[Comparison]:
    tested = of.situations.comparisons if of.situations else []
    return [*of.comparisons, *tested]


@transaction.atomic
def export_study(*, by: User, study: Study) -> Export:
    """The files for evaluators: a row per person and moment under a pseudonym of this file alone.

    Of what the newest report is about, without who no longer says yes. Raises NotAllowed for who is
    no evaluator, DomainError while there is no report or fewer than ten people are left.
    """
    check_role(by, Role.EVALUATOR)
    frozen = newest_report(study)
    if frozen is None:
        raise DomainError(
            _(
                "There is nothing to export yet. A file is there from ten people on, at the "
                "beginning of a month."
            )
        )
    codes = {path.key: path.code for path in all_paths()}
    judged = study_judged(study, frozen.until) or ()
    points = {(one.actor, one.moment): one.points for one in judged}
    rows = [
        Row(
            one.of,
            codes.get(one.path_key, ""),
            one.done_on,
            points.get((one.of.actor, one.of.moment)),
        )
        for one in study_measurements(study, frozen.until)
    ]
    made = export(
        study, rows, figures=msgspec.convert(frozen.figures, Report), on=clock.today()
    )
    if made is None:
        raise DomainError(
            _(
                "Fewer than ten people take part now. A file would be about them one by one."
            )
        )
    audit(
        by=by,
        action="export_study",
        subject=frozen,
        people=made.people,
        rows=made.rows,
        version=study.version,
    )
    return made


def _beginning_of_month() -> datetime:
    first = clock.today().replace(day=1)
    return timezone.make_aware(datetime.combine(first, time.min))

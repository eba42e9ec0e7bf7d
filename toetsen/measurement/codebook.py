"""What the columns of an export mean, and what is not in it: for who reads it without us."""

from datetime import date

from django.utils.translation import gettext as _

from toetsen.measurement.figures import SITUATIONS, TOTAL, Report
from toetsen.measurement.study import Study

Line = tuple[str, str, str, str]


def codebook(figures: Report) -> list[Line]:
    """File, column, type and meaning of every column of every table."""
    used = figures.instrument
    score = _(
        "mean of the answers, %(low)s to %(high)s; empty when too much was skipped"
    )
    words = {"low": used.lowest, "high": used.highest}
    rows: list[Line] = [
        ("rows", "person", "text", _("pseudonym of this file alone")),
        (
            "rows",
            "moment",
            "text",
            _("early, before, after, then (look back) or later"),
        ),
        *(("rows", s.code, "number", score % words) for s in used.scales),
        ("rows", TOTAL, "number", _("mean of the scales, when all are there")),
        *(_situations() if figures.situations is not None else ()),
        ("rows", "path", "text", _("code of the learning path; empty when hidden")),
        (
            "rows",
            "began",
            "text",
            _("quarter or year of the first measurement; may be empty"),
        ),
    ]
    return [*rows, *_effects(), *_drop_out()]


def _situations() -> list[Line]:
    return [
        (
            "rows",
            SITUATIONS,
            "number",
            _(
                "points for eight situations, 0 to 100; forms X and Y in turn, so the third "
                "moment has the form of the first; empty when too many were skipped"
            ),
        )
    ]


def _effects() -> list[Line]:
    name = "effects"
    return [
        (name, "first, second", "text", _("the two moments that are compared")),
        (name, "scale", "text", _("scale, total, or situations")),
        (name, "n", "number", _("people with a whole score at both moments")),
        (
            name,
            "mean_*, sd_*",
            "number",
            _("mean and standard deviation (n - 1) at each moment"),
        ),
        (name, "r", "number", _("correlation between both moments")),
        (
            name,
            "difference, low, high",
            "number",
            _("second minus first, with its 95% interval"),
        ),
        (
            name,
            "g_av",
            "number",
            _("the main measure: Hedges' g over the average deviation"),
        ),
        (
            name,
            "d_av, d_z",
            "number",
            _("other measures, for comparison only; d_z grows with r"),
        ),
        ("alpha", "scale", "text", _("scale, or situations with the form")),
        (
            "alpha",
            "cronbach_alpha",
            "number",
            _(
                "per scale and per form of the situations, before the start; from ten complete "
                "answers"
            ),
        ),
    ]


def _drop_out() -> list[Line]:
    name = "drop_out"
    return [
        (name, "first, second", "text", _("the two moments that are compared")),
        (
            name,
            "stayed, left",
            "number",
            _("people who were and who were not there at the second moment"),
        ),
        (name, "mean_*", "number", _("mean total of both at the first moment")),
    ]


def read_me(study: Study, *, people: int, rows: int, on: date) -> str:
    """What is in the file, of whom, and what may not be done with it."""
    lines = [
        f"{study.title} ({study.code} v{study.version}, {study.instrument} v{study.instrument_version})",
        _("Made on %(day)s: %(people)s people, %(rows)s rows.")
        % {"day": on.isoformat(), "people": people, "rows": rows},
        _(
            "Of people who said yes to this version of the study and had not stopped on that day."
        ),
        _(
            "A person has another pseudonym in every file. Do not join files, and do not look for who somebody is."
        ),
        _(
            "Path and period are coarsened until every combination stands for ten people or more."
        ),
        _("The tables are those of the report: frozen, and about ten people or more."),
        _("Without a comparison group a change says nothing sure about its cause."),
        _(
            "There is no answer to a single statement in here, and no origin, faith, health or orientation."
        ),
    ]
    return "\n\n".join(lines) + "\n"

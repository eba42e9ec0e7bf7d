"""A study's frozen figures in words and tables: a sentence first, then the tables."""

from typing import Any

import msgspec
from django.template.defaultfilters import floatformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsen.enums import MomentKind
from toetsen.measurement.effect import Effect
from toetsen.measurement.figures import (
    COMPARISONS,
    SITUATIONS,
    TOTAL,
    AgainstWaiting,
    Comparison,
    DropOut,
    Moment,
    Report,
)
from toetsen.models import StudyReport

Table = list[list[str]]


def study_context(frozen: StudyReport) -> dict[str, Any]:
    """What the template needs of a report."""
    report = msgspec.convert(frozen.figures, Report)
    scales = report.instrument.scales
    titles = {scale.code: scale.title for scale in scales}
    titles |= {TOTAL: _("Total"), SITUATIONS: _("Situations, 0 to 100")}
    # In the order of the statements: the database keeps the names of an object in its own order.
    alphas = [(scale.title, report.alphas[scale.code]) for scale in scales]
    alphas += [
        (_("Situations, form %(form)s") % {"form": form}, alpha)
        for form, alpha in (
            report.situations.alphas if report.situations else {}
        ).items()
    ]
    return {
        "sentence": _sentence(report),
        "has_situations": report.situations is not None,
        "instrument": report.instrument,
        "comparisons": [
            {
                **_comparison(one, titles, _("The statements")),
                "tested": tested and _comparison(tested, titles, _("The situations")),
            }
            for one, tested in _side_by_side(report)
        ],
        # Two tables of four columns: that is what a phone has room for.
        "headers": [_("Scale"), _("Difference"), _("95% interval"), "g_av"],
        "mean_headers": [_("Scale"), _("First (sd)"), _("Second (sd)"), "r"],
        "other_headers": [_("Scale"), "d_av", "d_z"],
        "drop_outs": [
            line for row in report.drop_outs if row.stayed for line in _drop_out(row)
        ],
        "drop_out_headers": [_("From and to"), _("People"), _("Mean at first")],
        "alphas": [[title, _two(alpha)] for title, alpha in alphas],
        "alpha_headers": [_("Scale"), _("Cronbach's alpha")],
        "waiting": _waiting(report.against_waiting),
        "waiting_tested": _waiting(
            report.situations.against_waiting if report.situations else None
        ),
    }


def _side_by_side(report: Report) -> list[tuple[Comparison, Comparison | None]]:
    """Each comparison with that of the situations at the same moments, where there is one."""
    tested = report.situations.comparisons if report.situations else []
    found = {(one.first, one.second): one for one in tested}
    return [(one, found.get((one.first, one.second))) for one in report.comparisons]


def _sentence(report: Report) -> str:
    main = next(c for c in report.comparisons if (c.first, c.second) == COMPARISONS[0])
    found = _total(main)
    if found is None:
        return _(
            "Nothing can be said yet of the start and the end: fewer than ten people, or all alike."
        )
    return _(
        "%(n)s people filled it in at the start and at the end. The total went from %(first)s to "
        "%(second)s: a difference of %(difference)s, 95%% interval %(low)s to %(high)s, g_av %(g)s."
    ) % {
        "n": found.summary.n,
        "first": _two(found.summary.mean_before),
        "second": _two(found.summary.mean_after),
        "difference": _two(found.difference),
        "low": _two(found.low),
        "high": _two(found.high),
        "g": _two(found.g_av),
    }


def _total(comparison: Comparison) -> Effect | None:
    return next(s.effect for s in comparison.scales if s.scale == TOTAL)


def _comparison(of: Comparison, titles: dict[str, str], subject: str) -> dict[str, Any]:
    """The tables of one comparison; each caption is its own, for who goes from table to table."""
    shown = [(titles[s.scale], s.effect) for s in of.scales if s.effect]
    n = shown[0][1].summary.n if shown else 0
    words = {
        "subject": subject,
        "moments": _from_to(of.first, of.second),
        "people": ngettext("%(n)s person", "%(n)s people", n) % {"n": n},
    }
    return {
        "title": capfirst(words["moments"]),
        "caption": _("%(subject)s, %(moments)s: what changed (%(people)s)") % words,
        "mean_caption": _("%(subject)s, %(moments)s: means") % words,
        "other_caption": _("%(subject)s, %(moments)s: for comparison only") % words,
        "hidden": len(of.scales) - len(shown),
        "rows": [_changed(title, effect) for title, effect in shown],
        "means": [_means(title, effect) for title, effect in shown],
        "others": [[title, _two(e.d_av), _two(e.d_z)] for title, e in shown],
    }


def _changed(title: str, found: Effect) -> list[str]:
    return [
        title,
        _two(found.difference),
        _("%(low)s to %(high)s") % {"low": _two(found.low), "high": _two(found.high)},
        _two(found.g_av),
    ]


def _means(title: str, found: Effect) -> list[str]:
    of = found.summary
    return [
        title,
        f"{_two(of.mean_before)} ({_two(of.sd_before)})",
        f"{_two(of.mean_after)} ({_two(of.sd_after)})",
        _two(of.r),
    ]


def _drop_out(row: DropOut) -> Table:
    words = {"moments": capfirst(_from_to(row.first, row.second))}
    return [
        [_("%(moments)s: stayed") % words, str(row.stayed), _two(row.mean_stayed)],
        [_("%(moments)s: left") % words, str(row.left), _two(row.mean_left)],
    ]


def _waiting(found: AgainstWaiting | None) -> str:
    if found is None:
        return ""
    return _(
        "%(trained)s people who were trained changed %(difference)s more than %(waited)s people who "
        "still waited, 95%% interval %(low)s to %(high)s."
    ) % {
        "trained": found.trained,
        "waited": found.waited,
        "difference": _two(found.between.difference),
        "low": _two(found.between.low),
        "high": _two(found.between.high),
    }


def _from_to(first: Moment, second: Moment) -> str:
    return _("%(first)s → %(second)s") % {
        "first": MomentKind(first.value).label,
        "second": MomentKind(second.value).label,
    }


def _two(number: float | None) -> str:
    """With two decimals, a half upwards. Django's `number_format` would only cut the rest off."""
    return "-" if number is None else str(floatformat(number, 2))

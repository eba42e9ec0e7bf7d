"""What the evaluation promises, line by line: the words in the docstrings are those of the brief's
section on measuring (4.3) and of the work asked for (measurement, and evaluation export). Pure.
"""

import csv
import fnmatch
import io
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from toetsen.measurement.effect import cronbach_alpha
from toetsen.measurement.export import Row, backgrounds, export
from toetsen.measurement.figures import (
    COMPARISONS,
    TEST_COMPARISONS,
    Judged,
    Measurement,
    Moment,
    Report,
    may_follow,
)
from toetsen.measurement.instrument import instrument
from toetsen.measurement.report import report
from toetsen.measurement.study import newest

ZM_16 = instrument("zm-16", 1)
CODES = [item.code for item in ZM_16.items]
STUDY = newest("evaluatie")
TODAY = date(2026, 12, 2)
DICE = np.random.default_rng(4)
# Forty people measured at all moments, fifteen left after the first, twenty waited and came no more.
STAYED, LEFT, WAITED = range(40), range(40, 55), range(55, 75)
GAIN = {
    Moment.EARLY: 0,
    Moment.BEFORE: 0,
    Moment.THEN: -1,
    Moment.AFTER: 1,
    Moment.LATER: 1,
}


def person(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)


def moments_of(number: int) -> tuple[Moment, ...]:
    if number in WAITED:
        return (Moment.EARLY, Moment.BEFORE)
    everything = (Moment.BEFORE, Moment.AFTER, Moment.THEN, Moment.LATER)
    return everything if number in STAYED else everything[:1]


def measured(number: int, moment: Moment) -> Measurement:
    level = 2 + number % 3 * 0.5 + GAIN[moment]
    answers = {
        code: int(min(5, max(1, round(level + DICE.normal(0, 0.6))))) for code in CODES
    }
    return Measurement(person(number), moment, answers)


def judged(number: int, moment: Moment) -> Judged:
    shares = [float(DICE.choice([0, 0.5, 1], p=[0.3, 0.3, 0.4])) for _ in range(8)]
    form = "XY"[(number + (moment in {Moment.AFTER, Moment.EARLY})) % 2]
    return Judged(person(number), moment, form, 100 * sum(shares) / 8, shares)


EVERYBODY = [(n, m) for n in (*STAYED, *LEFT, *WAITED) for m in moments_of(n)]
ROWS = [measured(n, m) for n, m in EVERYBODY]
TESTS = [judged(n, m) for n, m in EVERYBODY if m != Moment.THEN]
FIGURES = report(ZM_16, ROWS, TESTS)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    points = {(one.actor, one.moment): one.points for one in TESTS}
    rows = [
        Row(one, "ll-a", date(2026, 11, 3), points.get((one.actor, one.moment)))
        for one in ROWS
    ]
    made = export(STUDY, rows, figures=FIGURES, on=TODAY)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def keys_of(value: Any) -> Iterator[str]:
    """Every name of a field, however deep, but not the instrument itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "instrument":
                yield key
                yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


# --- Measurement --------------------------------------------------------------------------------
def test_a_version_of_an_instrument_is_a_file_and_versions_are_never_paired() -> None:
    """'Versioned instruments (ZM-16 of the brief)': a study names one version of each."""
    assert (STUDY.instrument, STUDY.instrument_version) == (ZM_16.code, ZM_16.version)
    assert (STUDY.situations, STUDY.situations_version) == ("situaties", 1)


def test_moments_are_before_after_look_back_and_three_months_later() -> None:
    """'Moments before, after, then-test, 3 months' … 'Rapporteer beide'."""
    assert [(c.first, c.second) for c in FIGURES.comparisons] == list(COMPARISONS)
    assert [(c.first, c.second) for c in FIGURES.situations.comparisons] == list(
        TEST_COMPARISONS
    )
    assert all(s.effect for c in FIGURES.comparisons for s in c.scales)


def test_people_are_paired_by_pseudonym_however_their_rows_are_mixed() -> None:
    """'Pairing under the pseudonym'."""
    mixed = list(ROWS)
    DICE.shuffle(mixed)

    again = report(ZM_16, mixed, TESTS)

    assert msgspec.to_builtins(again.comparisons) == msgspec.to_builtins(
        FIGURES.comparisons
    )


def test_every_scale_and_the_total_has_all_measures() -> None:
    """'Per schaal en totaal: n, gemiddelde en sd voor en na, correlatie r, verschil met 95%-BI'; the
    numbers are those of NumPy and SciPy on the same scores.
    """
    for code in [scale.code for scale in ZM_16.scales]:
        effect = next(
            s.effect for s in FIGURES.comparisons[0].scales if s.scale == code
        )
        before, after = (
            np.array([score(m, code) for m in of(moment)])
            for moment in (Moment.BEFORE, Moment.AFTER)
        )
        gain = scipy.stats.ttest_rel(after, before)
        interval = gain.confidence_interval(0.95)
        found = effect.summary

        assert found.n == len(STAYED)
        assert [
            found.mean_before,
            found.sd_before,
            found.mean_after,
            found.sd_after,
        ] == (
            pytest.approx(
                [before.mean(), before.std(ddof=1), after.mean(), after.std(ddof=1)]
            )
        )
        assert found.r == pytest.approx(scipy.stats.pearsonr(before, after).statistic)
        assert effect.difference == pytest.approx((after - before).mean())
        assert (effect.low, effect.high) == pytest.approx(tuple(interval))


def of(moment: Moment) -> list[Measurement]:
    """The rows of who stayed, in one order."""
    stayed = {person(n) for n in STAYED}
    found = [m for m in ROWS if m.moment == moment and m.actor in stayed]
    return sorted(found, key=lambda m: m.actor)


def score(measurement: Measurement, code: str) -> float:
    scale = next(s for s in ZM_16.scales if s.code == code)
    return sum(measurement.answers[i.code] for i in scale.items) / len(scale.items)


def test_g_av_and_d_z_are_the_formulas_of_the_brief() -> None:
    """'g_av als hoofdmaat; d_z alleen extra en met naam', of every figure in the report."""
    tested = FIGURES.situations.comparisons
    effects = [s.effect for c in (*FIGURES.comparisons, *tested) for s in c.scales]
    for effect in effects:
        of_all = effect.summary
        d_av = effect.difference / ((of_all.sd_before + of_all.sd_after) / 2)
        assert effect.d_av == pytest.approx(d_av)
        assert effect.g_av == pytest.approx(d_av * (1 - 3 / (4 * (of_all.n - 1) - 1)))
        assert effect.d_z == pytest.approx(effect.difference / effect.sd_difference)


def test_alpha_is_there_for_every_scale_and_both_forms() -> None:
    """'Cronbach's alpha'."""
    assert set(FIGURES.alphas) == {scale.code for scale in ZM_16.scales}
    rows = [t.shares for t in TESTS if t.moment == Moment.BEFORE and t.form == "X"]
    assert FIGURES.situations.alphas["X"] == pytest.approx(cronbach_alpha(rows))
    assert FIGURES.situations.alphas["Y"] is not None


def test_who_left_stands_apart_with_how_they_had_begun() -> None:
    """'Drop-out table': 'uitval apart tonen, intentie-tot-deelname en afmakers allebei'."""
    first, later = FIGURES.drop_outs

    assert (first.first, first.second) == (Moment.BEFORE, Moment.AFTER)
    assert (first.stayed, first.left) == (len(STAYED), len(LEFT) + len(WAITED))
    assert None not in (first.mean_stayed, first.mean_left)
    assert (later.stayed, later.left) == (None, None)


def test_a_comparison_group_of_other_people_stands_beside_both() -> None:
    """'Comparison group': who starts later measures while waiting."""
    for waiting in (FIGURES.against_waiting, FIGURES.situations.against_waiting):
        assert (waiting.trained, waiting.waited) == (len(STAYED), len(WAITED))
        assert waiting.between.low < waiting.between.difference < waiting.between.high


def test_a_report_knows_only_these_names() -> None:
    """'No split by background; attitude answers never as a distribution': a closed list. Whoever adds
    a figure here answers for it (product rules 1, 2 and 4).
    """
    scales = {scale.code for scale in ZM_16.scales}

    assert set(keys_of(msgspec.to_builtins(FIGURES))) == {
        *("comparisons", "first", "second", "scales", "scale", "effect", "summary"),
        *("n", "mean_before", "sd_before", "mean_after", "sd_after", "r"),
        *("difference", "sd_difference", "low", "high", "d_z", "d_av", "j", "g_av"),
        *("drop_outs", "stayed", "left", "mean_stayed", "mean_left"),
        *("alphas", *scales, "X", "Y", "situations"),
        *("against_waiting", "trained", "waited", "between"),
    }


# --- The export ---------------------------------------------------------------------------------
def test_rows_are_pseudonymised_and_the_same_in_csv_and_parquet(files) -> None:
    """'Pseudonymised rows with a new pseudonym per export, CSV and Parquet'."""
    rows = table(files["rows.csv"])
    found = parquet.read_table(io.BytesIO(files["rows.parquet"])).to_pylist()

    assert len(rows) == len(found) == len(ROWS)
    assert [row["person"] for row in rows] == [row["person"] for row in found]
    known = {str(row.actor) for row in ROWS}
    assert known & {row["person"] for row in rows} == set()
    assert [float(row["total"]) for row in rows] == [row["total"] for row in found]


def test_the_codebook_names_every_column_of_every_table(files) -> None:
    """'A codebook'."""
    named = [
        (line["file"], name)
        for line in table(files["codebook.csv"])
        for name in line["column"].split(", ")
    ]
    tables = {n.removesuffix(".csv"): v for n, v in files.items() if n.endswith(".csv")}
    del tables["codebook"]

    missing = [
        (name, column)
        for name, content in tables.items()
        for column in content.decode().splitlines()[0].split(",")
        if not any(f == name and fnmatch.fnmatch(column, n) for f, n in named)
    ]
    assert missing == []
    assert set(tables) == {"rows", "effects", "drop_out", "alpha"}


def test_no_table_is_about_fewer_than_ten(files) -> None:
    """'K-checked tables'."""
    effects, gone = table(files["effects.csv"]), table(files["drop_out.csv"])

    assert len(effects) == len(COMPARISONS) * 5 + len(TEST_COMPARISONS)
    assert min(int(row["n"]) for row in effects) >= 10
    assert min(int(row[side]) for row in gone for side in ("stayed", "left")) >= 10


@given(
    st.lists(
        st.tuples(st.sampled_from(["ll-a", "ll-b", "ll-c"]), st.integers(0, 900)),
        min_size=10,
        max_size=60,
    )
)
def test_what_is_said_beside_scores_is_said_of_ten_people_or_of_nobody(
    people: list[tuple[str, int]],
) -> None:
    """k-anonymity with k = 10 of path and period, whoever took part."""
    rows = [
        Row(
            Measurement(person(n), Moment.BEFORE, {}),
            path,
            date(2025, 1, 1) + timedelta(days=days),
        )
        for n, (path, days) in enumerate(people)
    ]

    found = backgrounds(rows)

    counts = Counter(found[person(n)] for n in range(len(people)))
    assert all(count >= 10 or said == ("", "") for said, count in counts.items())


@given(st.integers(10, 30), st.integers(0, 12))
def test_two_reports_never_differ_by_a_few_people(first: int, more: int) -> None:
    """Nothing of a group under ten, over time either, of the statements and of the situations."""
    old, new = (small(people) for people in (first, first + more))

    if may_follow(new, old):
        assert n_of(new) - n_of(old) not in range(1, 10)


def small(people: int) -> Report:
    chosen = {person(n) for n in range(people)}
    return report(
        ZM_16,
        [m for m in ROWS if m.actor in chosen],
        [t for t in TESTS if t.actor in chosen],
    )


def n_of(of_people: Report) -> int:
    effect = of_people.situations.comparisons[0].scales[0].effect
    return effect.summary.n if effect else 0

"""The export of a study as files: rows, tables, a codebook. Pure: no database.

Rows hold scores, never an answer; every export has pseudonyms of its own, so that two files cannot
be joined by them. What says something of a person beside scores is coarsened until every
combination stands for ten people or more (k-anonymity: Sweeney 2002, "k-anonymity: a model for
protecting privacy").
"""

import csv
import io
import uuid
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from pyarrow import parquet

from toetsen.measurement.apart import SMALLEST_GROUP
from toetsen.measurement.codebook import codebook, read_me
from toetsen.measurement.figures import (
    SITUATIONS,
    TOTAL,
    Comparison,
    Measurement,
    Moment,
    Report,
)
from toetsen.measurement.instrument import scores
from toetsen.measurement.study import Study

Cells = Sequence[object]
Background = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """What is known of one measurement before it is made into a row.

    `points` is what the situations of that moment earned, 0 to 100, None without them.
    """

    of: Measurement
    path: str
    done_on: date
    points: float | None = None


@dataclass(frozen=True)
class Export:
    """`content` is a zip file; `people` and `rows` say how many are in it."""

    name: str
    content: bytes
    people: int
    rows: int


# From fine to coarse; the first in which every combination stands for ten people is taken.
LEVELS: tuple[Callable[[str, date], Background], ...] = (
    lambda path, day: (path, f"{day.year}-K{(day.month + 2) // 3}"),
    lambda path, day: (path, str(day.year)),
    lambda path, day: (path, ""),
    lambda path, day: ("", str(day.year)),
    lambda path, day: ("", ""),
)


def export(
    study: Study, rows: Sequence[Row], *, figures: Report, on: date
) -> Export | None:
    """The files in one zip, or None for fewer than ten people."""
    people = {row.of.actor for row in rows}
    if len(people) < SMALLEST_GROUP:
        return None
    scores_in = _scales(figures)
    header = ["person", "moment", *scores_in, "path", "began"]
    table = _rows(figures, rows)
    files: dict[str, bytes] = {
        "rows.csv": _csv(header, table),
        "rows.parquet": _parquet(scores_in, header, table),
        "effects.csv": _csv(EFFECTS, _effects(figures)),
        "drop_out.csv": _csv(DROP_OUT, _drop_outs(figures)),
        "alpha.csv": _csv(("scale", "cronbach_alpha"), _alphas(figures)),
        "codebook.csv": _csv(("file", "column", "type", "meaning"), codebook(figures)),
        "LEESMIJ.txt": read_me(
            study, people=len(people), rows=len(table), on=on
        ).encode(),
    }
    return Export(
        name=f"onderzoek-{study.code}-v{study.version}-{on.isoformat()}.zip",
        content=_zip(files),
        people=len(people),
        rows=len(table),
    )


def backgrounds(rows: Iterable[Row]) -> Mapping[uuid.UUID, Background]:
    """Path and first period of each person, as coarse as ten people a combination needs."""
    first: dict[uuid.UUID, Row] = {}
    for row in sorted(rows, key=lambda one: one.done_on):
        first.setdefault(row.of.actor, row)
    for level in LEVELS:
        found = {actor: level(row.path, row.done_on) for actor, row in first.items()}
        if min(Counter(found.values()).values(), default=0) >= SMALLEST_GROUP:
            return found
    return defaultdict(lambda: ("", ""))


def _scales(figures: Report) -> list[str]:
    """The columns with a score of a person."""
    tested = [] if figures.situations is None else [SITUATIONS]
    return [*(scale.code for scale in figures.instrument.scales), TOTAL, *tested]


def _rows(figures: Report, rows: Sequence[Row]) -> list[Cells]:
    """In the order of the new pseudonyms: that of the database says who came first."""
    names = {actor: str(uuid.uuid4()) for actor in {row.of.actor for row in rows}}
    known = backgrounds(rows)
    order = list(Moment)
    made: list[Cells] = []
    for row in sorted(
        rows, key=lambda r: (names[r.of.actor], order.index(r.of.moment))
    ):
        found = scores(figures.instrument, row.of.answers)
        tested = [] if figures.situations is None else [row.points]
        values = [*found.scales.values(), found.total, *tested]
        actor = row.of.actor
        made.append((names[actor], row.of.moment.value, *values, *known[actor]))
    return made


EFFECTS = (
    *("first", "second", "scale", "n", "mean_first", "sd_first", "mean_second"),
    *("sd_second", "r", "difference", "low", "high", "g_av", "d_av", "d_z"),
)
DROP_OUT = ("first", "second", "stayed", "left", "mean_stayed", "mean_left")


def _effects(figures: Report) -> list[Cells]:
    """Only what the report shows; what it hides is not in the table either."""
    return [
        (
            *(pair.first.value, pair.second.value, one.scale, e.summary.n),
            *(e.summary.mean_before, e.summary.sd_before),
            *(e.summary.mean_after, e.summary.sd_after, e.summary.r),
            *(e.difference, e.low, e.high, e.g_av, e.d_av, e.d_z),
        )
        for pair in _comparisons(figures)
        for one in pair.scales
        if (e := one.effect) is not None
    ]


def _comparisons(figures: Report) -> list[Comparison]:
    tested = figures.situations
    return [*figures.comparisons, *(tested.comparisons if tested else ())]


def _alphas(figures: Report) -> list[Cells]:
    """Of the scales, and of each form of the situations."""
    forms = figures.situations.alphas if figures.situations else {}
    return [
        *((s.code, figures.alphas[s.code]) for s in figures.instrument.scales),
        *((f"{SITUATIONS} {form}", alpha) for form, alpha in forms.items()),
    ]


def _drop_outs(figures: Report) -> list[Cells]:
    return [
        (
            *(row.first.value, row.second.value, row.stayed, row.left),
            *(row.mean_stayed, row.mean_left),
        )
        for row in figures.drop_outs
        if row.stayed is not None
    ]


def _csv(header: Sequence[str], rows: Iterable[Cells]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _parquet(
    numbers: Sequence[str], header: Sequence[str], rows: Sequence[Cells]
) -> bytes:
    schema = pa.schema(
        [(name, pa.float64() if name in numbers else pa.string()) for name in header]
    )
    columns = [list(column) for column in zip(*rows, strict=True)]
    table = pa.table(dict(zip(header, columns, strict=True)), schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()

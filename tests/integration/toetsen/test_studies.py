"""A study's report and export: frozen, of who says yes, and nothing of one person."""

import csv
import io
import re
import stat
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pyarrow import parquet

from elearning.accounts.enums import Role
from elearning.accounts.models import AuditEvent, IdentityLink, User
from elearning.core import clock
from elearning.core.exceptions import DomainError, NotAllowed
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.measurements import CODES, measured_person, study
from tests.factories.paths import make_path, published
from toetsen.actions import withdraw_consent
from toetsen.actions.studying import close_studies, close_study, export_study
from toetsen.measurement.situations import situations
from toetsen.measurement.study import study as study_of
from toetsen.models import StudyReport

pytestmark = pytest.mark.django_db
IN_NOVEMBER = datetime(2026, 11, 12, 9, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 2, 3, tzinfo=UTC)
JANUARY = datetime(2027, 1, 2, 3, tzinfo=UTC)
SCREEN = "/dashboard/onderzoek/evaluatie/"
FILE = "/dashboard/onderzoek/evaluatie/bestand/"


def fill(
    people: int, *, at: datetime = IN_NOVEMBER, judge: bool = False, **fields
) -> list[User]:
    """So many people with answers that differ from one another; `judge`: situations as well."""
    return [
        measured_person(
            before=1 + n % 3,
            after=2 + n % 3,
            judges=(n % 4 + 1, n % 4 + 3) if judge else None,
            at=at,
            **fields,
        )
        for n in range(people)
    ]


@pytest.fixture
def sanne() -> User:
    return MembershipFactory(role=Role.EVALUATOR, user=UserFactory()).user


def closed(at: datetime = DECEMBER) -> StudyReport | None:
    with clock.at(at):
        return close_study(study=study())


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def n_of(report: StudyReport) -> int:
    return report.figures["comparisons"][0]["scales"][0]["effect"]["summary"]["n"]


# --- The report ---------------------------------------------------------------------------------
def test_report_is_over_closed_months_and_who_says_yes() -> None:
    fill(12)
    fill(5, consents=False)
    fill(3, at=DECEMBER - timedelta(days=1))

    assert n_of(closed()) == 12
    assert closed() is None


def test_nine_people_are_no_report() -> None:
    fill(9)

    assert closed() is None
    assert StudyReport.objects.count() == 0


@pytest.mark.parametrize(("more", "n"), [(9, 12), (10, 22)])
def test_a_new_report_waits_for_ten_people(more: int, n: int) -> None:
    fill(12)
    closed()
    fill(more, at=DECEMBER + timedelta(days=3))

    closed(JANUARY)

    assert n_of(StudyReport.objects.first()) == n


def test_a_few_who_only_began_bring_no_new_report() -> None:
    """Alpha is over everybody who did a moment: over nine more it would change by those nine."""
    fill(12, judge=True)
    closed()
    for n in range(9):
        measured_person(after=None, judges=(1 + n % 6, 0), at=DECEMBER)

    assert closed(JANUARY) is None


def test_stopping_does_not_show_in_a_later_report() -> None:
    people = fill(12)
    closed()
    withdraw_consent(by=people[0], study=study())

    assert closed(JANUARY) is None


def test_command_and_task_freeze_every_study(capsys) -> None:
    fill(10)
    with clock.at(DECEMBER):
        call_command("close_studies")
        assert "froze evaluatie v2 2026-12-01" in capsys.readouterr().out
        assert close_studies() == []


# --- The export ---------------------------------------------------------------------------------
@pytest.fixture
def files(sanne: User) -> dict[str, bytes]:
    """Twelve people in the study, three who never said yes and one who stopped."""
    path = make_path(code="ll-a")
    people = fill(12, path_key=path.key)
    fill(3, consents=False, path_key=path.key)
    closed()
    withdraw_consent(by=people[0], study=study())
    with published(path), clock.at(DECEMBER):
        return unpacked(export_study(by=sanne, study=study()).content)


def test_export_has_a_row_per_person_and_moment(files) -> None:
    rows = table(files["rows.csv"])

    assert len(rows) == 11 * 2
    assert len({row["person"] for row in rows}) == 11
    assert {row["path"] for row in rows} == {"ll-a"}
    assert {row["began"] for row in rows} == {"2026-K4"}
    first = [row for row in rows if row["moment"] == "before"]
    assert {float(row["total"]) for row in first} <= {1.25, 2.25, 3.25}


def test_parquet_holds_the_same_rows_with_types(files) -> None:
    found = parquet.read_table(io.BytesIO(files["rows.parquet"]))
    rows = table(files["rows.csv"])

    assert found.column("person").to_pylist() == [row["person"] for row in rows]
    assert found.column("total").to_pylist() == [float(row["total"]) for row in rows]
    assert str(found.schema.field("signaleren").type) == "double"


def test_export_leads_to_nobody(files) -> None:
    everything = b"".join(files.values()).decode("utf-8", "replace")

    marks = [str(u.uuid) for u in User.objects.all()]
    marks += [u.email for u in User.objects.all()] + CODES
    for link in IdentityLink.objects.all():
        marks += [str(link.actor), str(link.registration)]
    assert [mark for mark in marks if mark in everything] == []


def test_rows_are_not_in_the_order_of_coming_in(files) -> None:
    people = [row["person"] for row in table(files["rows.csv"])]

    assert people == sorted(people)


def test_pseudonyms_are_new_in_every_export(sanne: User) -> None:
    fill(12)
    closed()
    with clock.at(DECEMBER):
        first, second = (
            {r["person"] for r in table(unpacked(made.content)["rows.csv"])}
            for made in (export_study(by=sanne, study=study()) for _ in range(2))
        )

    assert first & second == set()


def test_path_and_period_are_coarsened_until_ten_people_share_them(
    sanne: User,
) -> None:
    """Nine on a path of their own would stand out: then no path stands there at all."""
    one, other = make_path(code="ll-a"), make_path(code="ll-b")
    fill(14, path_key=one.key)
    fill(9, path_key=other.key)
    closed()
    with published(one, other), clock.at(DECEMBER):
        rows = table(
            unpacked(export_study(by=sanne, study=study()).content)["rows.csv"]
        )

    assert {(row["path"], row["began"]) for row in rows} == {("", "2026")}


def test_codebook_names_every_column(files) -> None:
    named = {
        (row["file"], name)
        for row in table(files["codebook.csv"])
        for name in row["column"].split(", ")
    }
    header = files["rows.csv"].decode().splitlines()[0].split(",")

    assert {("rows", column) for column in header} <= named
    assert "Zoek niet uit wie iemand is" in files["LEESMIJ.txt"].decode()


def test_tables_are_those_of_the_report(files) -> None:
    effects = table(files["effects.csv"])

    assert {(r["first"], r["second"]) for r in effects} == {("before", "after")}
    assert {row["n"] for row in effects} == {"12"}


def test_nine_who_still_take_part_are_not_exported(sanne: User) -> None:
    people = fill(12)
    closed()
    for person in people[:3]:
        withdraw_consent(by=person, study=study())

    with pytest.raises(DomainError, match="Minder dan tien"), clock.at(DECEMBER):
        export_study(by=sanne, study=study())
    assert not AuditEvent.objects.filter(action="export_study").exists()


@pytest.mark.parametrize("role", [r for r in Role if r != Role.EVALUATOR])
def test_no_other_role_exports(role: Role) -> None:
    fill(10)
    closed()
    by = MembershipFactory(role=role, user=UserFactory()).user

    with pytest.raises(NotAllowed):
        export_study(by=by, study=study())


def test_export_leaves_a_line_of_who_and_how_much(sanne: User) -> None:
    fill(10)
    closed()
    export_study(by=sanne, study=study())

    (line,) = AuditEvent.objects.filter(action="export_study")
    assert line.by == sanne
    assert line.detail == {"people": 10, "rows": 20, "version": 2}


def test_command_writes_one_file_for_its_maker_alone(sanne, tmp_path, capsys) -> None:
    fill(10)
    closed()
    options = {"by": sanne.email, "folder": str(tmp_path)}

    call_command("export_evaluation", **options)

    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "10 people, 20 rows" in capsys.readouterr().out
    assert "rows.parquet" in unpacked(file.read_bytes())
    with pytest.raises(CommandError):
        call_command("export_evaluation", **options)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"by": "niemand@voorbeeld.example"}, "Nobody"),
        ({"study": "niets"}, "no study"),
        ({"folder": "/nergens"}, "No such file"),
    ],
)
def test_command_says_what_is_wrong(sanne, tmp_path, options, words) -> None:
    fill(10)
    closed()
    with pytest.raises(CommandError, match=words):
        call_command(
            "export_evaluation",
            **{"by": sanne.email, "folder": str(tmp_path), **options},
        )


# --- The situations -------------------------------------------------------------------------------
def test_report_has_the_situations_beside_the_statements() -> None:
    fill(12, judge=True)

    (before_after, *_) = closed().figures["situations"]["comparisons"]

    found = before_after["scales"][0]["effect"]
    assert (before_after["first"], before_after["second"]) == ("before", "after")
    assert found["summary"]["n"] == 12
    # By hand: 1 to 4 of 8 right before and two more after: 31.25 and 56.25 points on average.
    assert found["summary"]["mean_before"] == pytest.approx(31.25)
    assert found["difference"] == pytest.approx(25.0)


def test_both_forms_are_in_one_figure_and_each_has_its_alpha() -> None:
    fill(24, judge=True)

    found = closed().figures["situations"]

    assert found["comparisons"][0]["scales"][0]["effect"]["summary"]["n"] == 24
    assert set(found["alphas"]) == {"X", "Y"}


def test_situations_under_a_yes_to_the_old_text_are_not_used(sanne: User) -> None:
    """Version 1 promised four means and nothing more."""
    old = study_of("evaluatie", 1)
    people = fill(12, judge=True, consents=False)
    for person in people:
        person.study_consents.create(study="evaluatie", version=1)

    assert closed() is None
    with clock.at(DECEMBER):
        assert close_studies() == []
        figures = close_study(study=old).figures
    assert figures["situations"] is None
    assert figures["comparisons"][0]["scales"][0]["effect"]["summary"]["n"] == 12


def test_export_has_the_points_of_a_moment_beside_its_scales(sanne: User) -> None:
    fill(12, judge=True)
    fill(10)
    closed()
    with clock.at(DECEMBER):
        files = unpacked(export_study(by=sanne, study=study()).content)

    rows = table(files["rows.csv"])
    points = [row["situations"] for row in rows if row["moment"] == "before"]
    assert sorted(points)[:10] == [""] * 10
    assert {float(p) for p in points if p} == {12.5, 25.0, 37.5, 50.0}
    effects = [r for r in table(files["effects.csv"]) if r["scale"] == "situations"]
    assert [(r["first"], r["second"], r["n"]) for r in effects] == [
        ("before", "after", "12")
    ]
    parquet_column = parquet.read_table(io.BytesIO(files["rows.parquet"]))["situations"]
    assert parquet_column.null_count == 20


def test_no_choice_nor_form_of_a_person_is_in_the_export(sanne: User) -> None:
    fill(12, judge=True)
    closed()
    with clock.at(DECEMBER):
        files = unpacked(export_study(by=sanne, study=study()).content)

    header = files["rows.csv"].decode().splitlines()[0].split(",")
    assert header == [
        *("person", "moment", "signaleren", "afstemmen", "handelen", "samenwerken"),
        *("total", "situations", "path", "began"),
    ]
    test = situations("situaties", 1)
    codes = [one.code for form in test.forms.values() for one in form]
    tables = b"".join(v for k, v in files.items() if k.endswith(".csv")).decode()
    assert [code for code in codes if f"{code}," in tables] == []


# --- The screen ---------------------------------------------------------------------------------
def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_evaluator_reads_a_sentence_and_the_tables(client: Client, sanne: User) -> None:
    fill(24)
    closed()
    client.force_login(sanne)

    page = text(client.get(SCREEN))

    assert "24 mensen vulden het aan het begin en aan het eind in" in page
    for words in ("95%-interval", "g_av", "d_z", "Cronbach", "vergelijkingsgroep"):
        assert words in page
    assert [code for code in CODES if code in page] == []
    assert 'href="/dashboard/onderzoek/evaluatie/"' in text(client.get("/dashboard/"))


def test_figures_on_the_screen_are_rounded_and_not_cut_off(
    client: Client, sanne: User
) -> None:
    """23 people: 8 began at 1.25, 8 at 2.25 and 7 at 3.25, so the mean is 2.2065 and the sd 0.8245."""
    fill(23)
    closed()
    client.force_login(sanne)

    page = text(client.get(SCREEN))

    assert "Het totaal ging van 2,21 naar 3,21" in page
    assert "2,21 (0,82)" in page


def test_evaluator_reads_the_situations_beside_each_comparison(
    client: Client, sanne: User
) -> None:
    fill(24, judge=True)
    closed()
    client.force_login(sanne)

    page = text(client.get(SCREEN))

    assert page.count(">Situaties, 0 tot 100<") == 3
    for words in ("twee vormen, X en Y", "Situaties, vorm X", "31,25", "56,25"):
        assert words in page


def test_g_av_is_the_main_measure_and_the_others_are_folded_away_by_name(
    client: Client, sanne: User
) -> None:
    """And nothing to split people by: no choice of a background, a path or a group."""
    fill(24, judge=True)
    closed()
    client.force_login(sanne)
    page = text(client.get(SCREEN))

    folded = "".join(re.findall(r"<details.*?</details>", page))
    open_tables = re.findall(
        r"<table.*?</table>", re.sub(r"<details.*?</details>", "", page)
    )

    effects = [table for table in open_tables if "95%-interval" in table]
    assert len(effects) == 2
    assert all("g_av" in table and "d_z" not in table for table in effects)
    assert folded.count("d_z") == folded.count("d_av") == 2
    assert "<select" not in page


def test_every_table_has_a_name_of_its_own(client: Client, sanne: User) -> None:
    fill(24, judge=True)
    closed()
    client.force_login(sanne)

    names = re.findall(r"<caption[^>]*>(.*?)</caption>", text(client.get(SCREEN)))

    assert len(names) == len(set(names)) == 2 * 3 + 1
    assert (
        "De situaties, aan het begin → aan het eind: wat veranderde (24 mensen)"
        in names
    )


def test_scales_stand_in_the_order_of_the_statements(
    client: Client, sanne: User
) -> None:
    fill(12)
    closed()
    client.force_login(sanne)

    alphas = text(client.get(SCREEN)).rpartition("<table")[2]

    names = ("Signaleren", "Afstemmen", "Handelen", "Samenwerken")
    assert re.findall("|".join(names), alphas) == list(names)


def test_screen_says_what_will_stand_there(client: Client, sanne: User) -> None:
    fill(9)
    client.force_login(sanne)

    assert "Nog niets te zien" in text(client.get(SCREEN))
    assert client.post(FILE).status_code == 409


def test_screen_of_hidden_parts_says_why(client: Client, sanne: User) -> None:
    fill(12)
    closed()
    client.force_login(sanne)

    page = text(client.get(SCREEN))

    assert page.count("Verborgen: het zou over minder dan tien mensen gaan") == 4 + 4
    assert "Nog geen vergelijkingsgroep van tien mensen" in page


def test_download_is_a_zip_that_nothing_keeps(client: Client, sanne: User) -> None:
    fill(10)
    closed()
    client.force_login(sanne)

    response = client.post(FILE)

    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "no-store, private"
    assert "rows.csv" in unpacked(response.content)
    assert client.get(FILE).status_code == 405


@pytest.mark.parametrize("role", [*(r for r in Role if r != Role.EVALUATOR), None])
def test_the_screen_does_not_exist_for_others(client: Client, role) -> None:
    fill(10)
    closed()
    user = UserFactory()
    if role:
        MembershipFactory(role=role, user=user)
    client.force_login(user)

    assert client.get(SCREEN).status_code == 404
    assert client.post(FILE).status_code == 404
    assert "evaluatie" not in text(client.get("/"))


def test_an_unknown_study_does_not_exist(client: Client, sanne: User) -> None:
    client.force_login(sanne)

    assert client.get("/dashboard/onderzoek/niets/").status_code == 404

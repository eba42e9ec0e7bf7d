"""The files on disk load whole; again changes nothing; what an author did is left alone."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from elearning.knowledge.models import Fact, Source
from modules.actions.curriculum import files, loading
from modules.enums import LoadResult, ReportingDuty
from modules.models import (
    CasePage,
    CaseVersion,
    HomePage,
    LessonPage,
    LoadedRecord,
    ModulePage,
    PathPage,
)
from modules.queries import items_of
from tests.unit.modules.curriculum import CASES, MODULES

pytestmark = pytest.mark.django_db


def load():
    total = loading.Outcome()
    for part in loading.parts():
        total.update(part.load())
    return total


def test_the_curriculum_loads_whole_and_again_changes_nothing(settings):
    settings.SITE_URL = "https://leernetwerk.example:8443"

    first = load()

    site = Site.objects.get()
    assert (site.hostname, site.port) == ("leernetwerk.example", 8443)
    assert Page.objects.filter(depth=2).get().specific == HomePage.objects.get()
    codes = set(PathPage.objects.live().values_list("code", flat=True))
    assert codes == {"ll-a", "ll-b", "ll-c", "ll-cv", "ll-d"}
    volunteers = PathPage.objects.get(code="ll-cv")
    assert volunteers.reporting_duty == ReportingDuty.NOT_BOUND
    assert "vrijwilligersorganisaties" in volunteers.reporting_duty_note
    assert "wettelijke" not in volunteers.intro
    case_module = ModulePage.objects.get(code="m06")
    assert {page.code for page in case_module.after.all()} == {"m00", "m05"}
    written = ModulePage.objects.filter(being_written=False)
    assert set(written.values_list("code", flat=True)) == {
        code.lower() for code, m in MODULES.items() if m["status"] == "geschreven"
    }
    assert ModulePage.objects.count() == 20
    refreshers = LessonPage.objects.live().exclude(refresher_after=None)
    assert sorted(
        (page.get_parent().specific.code, page.refresher_after) for page in refreshers
    ) == [(code, months) for code in ("m01", "m05", "m06") for months in (1, 3, 6)]
    steps = items_of(ModulePage.objects.get(code="m06"))
    assert [step.kind for step in steps] == [
        "lesson",
        "case",
        "lesson",
        "lesson",
        "case",
    ]
    assert CaseVersion.objects.count() == len(CASES)
    assert CasePage.objects.live().count() == len(CASES)
    assert first[LoadResult.EDITED] == 0
    sensitive = LessonPage.objects.filter(sensitive=True)
    assert sensitive.exists()
    assert all(page.notice and page.alternative for page in sensitive)

    # --- again, after an author has been at work
    lesson = LessonPage.objects.get(
        slug="les-1", code="les-1", url_path__contains="module-0"
    )
    lesson.title = "Door een auteur"
    lesson.save_revision().publish()
    Source.objects.filter(code="P-12").update(summary="Door een redacteur")
    revisions = Revision.objects.count()

    second = load()

    assert second[LoadResult.LOADED] == 0
    assert second[LoadResult.EDITED] == 2
    assert Revision.objects.count() == revisions
    assert LessonPage.objects.get(pk=lesson.pk).title == "Door een auteur"
    assert Source.objects.get(code="P-12").summary == "Door een redacteur"


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


FACT = """
facts:
  - id: F-99
    text: Iets.
    kind: statement
    sources: [{source}]
    place: r1
    owner: redactie
    usable_in_lessons: true
    last_checked: 2026-11-22
    review_by: 2027-11-22
"""


def test_what_is_wrong_is_named_with_its_file_and_place(tmp_path, monkeypatch):
    write(tmp_path, "knowledge/sources.yaml", "sources: []")
    write(tmp_path, "knowledge/facts.yaml", FACT.format(source="P-77"))
    monkeypatch.setattr(loading.parts, "__defaults__", (tmp_path,))

    with pytest.raises(CommandError, match=r"knowledge/facts.yaml: fact F-99: .*P-77"):
        call_command("load_curriculum", verbosity=0)

    assert Fact.objects.count() == 0
    assert LoadedRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "cannot be read"),
        ("- a", "holds no fields"),
        (
            "b:\n  - code: LL-C\n    load: true\n    load: false",
            "cannot be read: .*load",
        ),
    ],
)
def test_a_file_that_is_not_right_is_named(tmp_path, text, message):
    write(tmp_path, "x.yaml", text)

    with pytest.raises(files.CurriculumError, match=rf"(?s)x\.yaml {message}"):
        files.read("x.yaml", tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(files.CurriculumError, match=r"x\.yaml is not there"):
        files.read("x.yaml", tmp_path)

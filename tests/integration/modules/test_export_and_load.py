"""A small curriculum that goes out and comes in again: nothing is lost, and no place either."""

import json
from datetime import timedelta

import pytest
from wagtail.models import Comment

from elearning.core import clock
from elearning.enrolment.models import Progress
from elearning.knowledge.models import Fact, GlossaryTerm, Source
from modules.actions.curriculum import files, loading
from modules.actions.curriculum.exporting.writing import export
from modules.enums import LoadResult
from modules.models import (
    AssessmentPage,
    CasePage,
    LessonPage,
    ModulePage,
    PathIndexPage,
    PathPage,
)
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import ProgressFactory
from tests.factories.modules import LessonPageFactory
from toetsen.models import Question

pytestmark = pytest.mark.django_db

DAYS = "owner: redactie, last_checked: 2026-11-22, review_by: 2027-11-22"
FACT = f"kind: statement, sources: [P-01], place: r1, year: 2026, usable_in_lessons: true, {DAYS}"
QUESTION = """
    goal: M01.1
    type: single
    text: Wat doe je eerst?
    feedback: Eerst vragen.
    sources: [F-01]
    options:
      - {key: a, text: Vragen., right: true}
      - {key: b, text: Wachten., right: false}
"""


def _test(code: str, *numbers: int) -> str:
    questions = "".join(f"\n  - code: V0{number}{QUESTION}" for number in numbers)
    return f"code: {code}\ntitle: Toets\nquestions:{questions}"


FILES = {
    "knowledge/sources.yaml": f"""
sources:
  - {{id: P-01, title: Een boek, seen: Wat er staat., licence: eigen, kind: policy, {DAYS}}}
""",
    "knowledge/facts.yaml": f"""
facts:
  - {{id: F-01, text: Iets., goes_with: [F-02, P-01], {FACT}}}
  - {{id: F-02, text: Nog iets., {FACT}}}
""",
    "knowledge/glossary.yaml": """
terms:
  - {slug: oud, term: Oud woord, text: Zei men eerst., replaced_by: nu}
  - {slug: nu, term: Woord van nu, text: Zegt men nu.}
""",
    "knowledge/help_contacts.yaml": "contacts: []\n",
    "knowledge/goals.yaml": """
goals:
  - {code: M01.1, module: M01, text: weet iets, bloom: begrijpen}
""",
    "assessments/toets.yaml": _test("toets", 1),
    "assessments/vragenbank.yaml": _test("vragenbank", 2, 3),
    "pages.yaml": """
pages:
  - {slug: home, title: Leernetwerk, intro: Leren., blocks: []}
""",
    "modules/m01.yaml": """
# De eerste module.
code: M01
slug: module-1
title: Beginnen
neutral_title: Module 1
minutes: 30
status: geschreven
summary: Je leert iets.
goals: [M01.1]
lessons:
  - number: 1
    slug: les-1
    title: Een les
    neutral_title: Module 1, les 1
    minutes: 20
    kind: lesson
    blocks:
      - type: text
        paragraphs: [Een brief die niemand begrijpt wordt niet gelezen.]
      - type: text
        paragraphs: ['Bel daarom altijd eerst, en vraag of het uitkomt.']
  - number: 2
    slug: les-2
    title: Toets
    neutral_title: Module 1, les 2
    minutes: 10
    kind: test
    assessment: toets
    sensitive: true
    notice: Het gaat over brieven.
    other_questions:
      - {type: other, question: V01, instead: V02}
    blocks:
      - {type: diary, prompt: 'Wat weet je al?'}
exemption:
  slug: vrijstelling
  title: Vrijstelling
  neutral_title: Module 1, vrijstelling
  minutes: 10
  kind: test
  assessment: vragenbank
  settings: {exempts: true}
  blocks: []
""",
    "refreshers/m01.yaml": """
module: M01
refreshers:
  - months: 1
    slug: opfrissen-1
    title: Opfrissen
    neutral_title: Module 1, opfrissen
    minutes: 5
    blocks:
      - {type: diary, prompt: 'Weet je het nog?'}
""",
    "paths.yaml": """
paths:
  - code: LL-A
    slug: leerroute-a
    name: Een route
    neutral_title: Leerroute A
    audience: Iedereen
    intro: Een route.
    required: [M01]
    minutes: {required: 30, with_electives: 30}
    reporting_code_duty: {law: differs, note: Volg de meldcode van je organisatie.}
""",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "_of_others", {})
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")
    load(tmp_path)
    return tmp_path


def load(folder):
    total = loading.Outcome()
    for part in loading.parts(folder):
        total.update(part.load())
    return total


def edit(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def lesson_data(folder, place):
    return files.read("modules/m01.yaml", folder)["lessons"][place]


def is_whole_again(folder) -> bool:
    """Whether files and pages say the same, and each page is the files' own once more."""
    outcome = load(folder)
    report = export(folder)
    return set(outcome) == {LoadResult.SAME} and report.changed == {}


def test_what_was_just_loaded_has_no_difference(folder):
    report = export(folder)

    assert (report.changed, report.unsaid) == ({}, [])
    assert Fact.objects.get(code="F-01").goes_with.get().code == "F-02"
    assert GlossaryTerm.objects.get(slug="oud").replaced_by.slug == "nu"
    assert is_whole_again(folder)


def test_everything_an_author_sets_on_a_test_comes_back(folder):
    test = AssessmentPage.objects.get(slug="les-2")
    third = Question.objects.get(code="v03")
    other = [dict(block) for block in test.other_questions.raw_data]
    other[0]["value"] = {**other[0]["value"], "instead": third.pk}
    opens = clock.now().replace(microsecond=0) + timedelta(days=3)
    edit(
        test,
        notice="Het gaat over brieven.\n\nNiet over geld.",
        intro="Neem de tijd.",
        other_questions=json.dumps(other),
        opens_at=opens,
        max_attempts=4,
    )
    edit(AssessmentPage.objects.get(slug="vrijstelling"), exempts=False, minutes=12)

    report = export(folder)

    assert report.unsaid == []
    assert report.changed == {
        "modules/m01.yaml": ["pages/m01/les-2", "pages/m01/vrijstelling"]
    }
    said = lesson_data(folder, 1)
    assert said["notice"] == "Het gaat over brieven.\n\nNiet over geld."
    assert said["intro"] == "Neem de tijd."
    assert said["other_questions"] == [
        {"type": "other", "question": "V01", "instead": "v03"}
    ]
    assert said["settings"] == {"opens_at": opens, "max_attempts": 4}
    exemption = files.read("modules/m01.yaml", folder)["exemption"]
    assert (exemption["minutes"], exemption.get("settings")) == (12, None)
    assert is_whole_again(folder)


def test_records_and_what_they_point_to_come_back(folder):
    source = Source.objects.get(code="P-01")
    new = Fact.objects.create(
        code="F-09",
        kind="statement",
        owner="redactie",
        checked_on="2026-11-22",
        review_by="2027-11-22",
        text="Door een auteur.",
        place="p. 3",
        period="2026",
    )
    new.sources.set([source])
    Fact.objects.get(code="F-01").goes_with.set([new])
    GlossaryTerm.objects.create(slug="later", term="Later woord", meaning="Straks.")
    later = GlossaryTerm.objects.get(slug="later")
    GlossaryTerm.objects.filter(slug="nu").update(replaced_by=later)
    GlossaryTerm.objects.filter(slug="oud").update(replaced_by=None)

    report = export(folder)

    assert report.unsaid == []
    facts = files.read("knowledge/facts.yaml", folder)["facts"]
    assert sorted(facts[0]["goes_with"]) == ["F-09", "P-01"]
    assert (facts[-1]["id"], facts[-1]["sources"]) == ("F-09", ["P-01"])
    terms = files.read("knowledge/glossary.yaml", folder)["terms"]
    assert [term.get("replaced_by") for term in terms] == [None, "later", None]
    assert is_whole_again(folder)


def test_what_a_file_says_later_about_its_neighbours_is_taken_over(folder):
    file = folder / "knowledge/facts.yaml"
    text = file.read_text(encoding="utf-8")

    file.write_text(text.replace("[F-02, P-01]", "[P-01]"), encoding="utf-8")
    load(folder)

    assert not Fact.objects.get(code="F-01").goes_with.exists()


def test_path_and_refresher_come_back(folder):
    edit(PathPage.objects.get(code="ll-a"), minutes=35, sensitive=True)
    edit(LessonPage.objects.get(slug="opfrissen-1"), refresher_after=3)

    report = export(folder)

    assert report.unsaid == []
    (path,) = files.read("paths.yaml", folder)["paths"]
    assert path["minutes"] == {"required": 35, "with_electives": 30}
    (refresher,) = files.read("refreshers/m01.yaml", folder)["refreshers"]
    assert refresher["months"] == 3
    assert is_whole_again(folder)


def test_a_new_lesson_stands_in_the_files_once(folder):
    module = ModulePage.objects.get(code="m01")
    page = LessonPageFactory(parent=module, slug="les-9", notice="Over geld.")
    page.save_revision().publish()

    export(folder)
    again = export(folder)

    assert again.changed == {}
    assert lesson_data(folder, 2)["blocks"][0] == {
        "type": "notice",
        "about": "Over geld.",
        "not_shown": "",
        "alternative": "",
        "alternative_blocks": [],
    }
    assert is_whole_again(folder)
    assert load(folder)[LoadResult.EDITED] == 0


MOVED = "became a refresher, or is none any more: move it to the other file by hand"


def test_what_no_file_can_hold_is_named(folder):
    module = ModulePage.objects.get(code="m01")
    refresher = LessonPageFactory(parent=module, slug="opfris", refresher_after=6)
    case = CasePage(title="Casus", slug="casus", code="casus", neutral_title="Casus")
    module.add_child(instance=case)
    edit(PathIndexPage.objects.get(), intro="Andere woorden.")
    edit(LessonPage.objects.get(slug="les-1"), refresher_after=1)
    edit(
        AssessmentPage.objects.get(slug="les-2"), review_by=clock.today(), slug="les-x"
    )
    Question.objects.filter(code="v03").update(code="van-een-auteur")

    report = export(folder)

    assert report.changed == {}
    base = refresher.url_path.removesuffix("opfris/")
    assert sorted(report.unsaid) == sorted(
        [
            "pages/leerroutes: its words stand in no file",
            f"pages/m01/les-1: {MOVED}",
            "pages/m01/les-2: the address stays in the CMS",
            "pages/m01/les-2: the date of the next check stays in the CMS",
            f"{base}casus/: a case was made in the CMS and stands in no file",
            f"{base}opfris/: a refresher was made in the CMS and stands in no file",
            "the bank of questions: 1 of its questions stand in no file",
        ]
    )
    # The index, and what became a refresher.
    assert load(folder)[LoadResult.EDITED] == 2


def test_an_owner_that_an_author_set_outlives_a_change_of_the_file(folder):
    edit(LessonPage.objects.get(slug="les-1"), content_owner="Anna")
    load(folder)
    file = folder / "modules/m01.yaml"
    text = file.read_text(encoding="utf-8")

    file.write_text(text.replace("title: Een les", "title: Een les,"), encoding="utf-8")
    load(folder)

    lesson = LessonPage.objects.get(slug="les-1")
    assert (lesson.title, lesson.content_owner) == ("Een les,", "Anna")


def test_a_block_put_before_hers_in_the_file_moves_nobody(folder):
    """Also not in a lesson that an author changed and that was exported."""
    lesson = LessonPage.objects.get(slug="les-1")
    own = {"type": "quote", "value": {"text": "Ik bel.", "speaker": "Bas"}, "id": "own"}
    first, second = (dict(block) for block in lesson.body.raw_data)
    edit(lesson, body=json.dumps([first, own, second]))
    export(folder)
    load(folder)
    people = {
        place: ProgressFactory(key=lesson.key, place=place).pk
        for place in ("own", second["id"])
    }

    file = folder / "modules/m01.yaml"
    before = "      - type: text\n        paragraphs: [Een brief"
    text = file.read_text(encoding="utf-8")
    assert before in text
    new = "      - {type: diary, prompt: 'Wat weet je al?'}\n"
    changed = text.replace(before, new + before).replace("Bel daarom", "Bel dan")
    file.write_text(changed, encoding="utf-8")
    load(folder)

    blocks = list(LessonPage.objects.get(pk=lesson.pk).body.raw_data)
    assert [block["id"] for block in blocks][1:] == [first["id"], "own", second["id"]]
    assert blocks[0]["id"] not in {first["id"], "own", second["id"]}
    assert "Bel dan" in blocks[3]["value"]
    for place, pk in people.items():
        assert Progress.objects.get(pk=pk).place == place


def test_a_comment_stays_at_its_words_when_a_file_changes_others(folder):
    """At a block, and at a card inside one; the files give neither an id."""
    lesson = LessonPage.objects.get(slug="les-1")
    cards = [
        {"type": "item", "value": {"front": front, "back": "<p>Vraag.</p>"}, "id": key}
        for key, front in (("een", "Idris opent geen post."), ("twee", "Femke belt."))
    ]
    value = {"title": "Kaarten", "intro": "Denk eerst na.", "cards": cards}
    blocks = [*lesson.body.raw_data, {"type": "cards", "value": value, "id": "set"}]
    edit(lesson, body=json.dumps([dict(block) for block in blocks]))
    paths = [f"body.{blocks[1]['id']}", "body.set", "body.set.cards.twee.front"]
    for path in paths:
        Comment.objects.create(
            page=lesson, user=UserFactory(), text="Klopt dit?", contentpath=path
        )
    export(folder)
    load(folder)

    file = folder / "modules/m01.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("Idris opent", "Idris leest").replace(
        "Bel daarom", "Bel dan"
    )
    file.write_text(changed, encoding="utf-8")
    load(folder)

    page = LessonPage.objects.get(pk=lesson.pk)
    assert page.body[2].value["cards"][0]["front"] == "Idris leest geen post."
    draft = page.get_latest_revision_as_object()
    for one in (page, draft):
        comments = one.wagtail_admin_comments.all()
        valid = [c.contentpath for c in comments if c.has_valid_contentpath(one)]
        assert sorted(valid) == sorted(paths)

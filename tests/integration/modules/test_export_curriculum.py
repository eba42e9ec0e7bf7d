"""What authors change in the CMS goes back into the files; what they did not keeps its bytes."""

import json
from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from elearning.knowledge.models import Fact, Source
from modules.actions.curriculum import loading
from modules.enums import LoadResult
from modules.models import CasePage, LessonPage, ModulePage, PathPage
from tests.unit.modules.curriculum import ROOT
from toetsen.models import Question

pytestmark = pytest.mark.django_db


def load(folder=ROOT):
    total = loading.Outcome()
    for part in loading.parts(folder):
        total.update(part.load())
    return total


def export(to):
    said, unsaid = StringIO(), StringIO()
    call_command("export_curriculum", to=to, stdout=said, stderr=unsaid)
    files = {str(f.relative_to(to)): f for f in sorted(to.rglob("*.yaml"))}
    return files, said.getvalue(), unsaid.getvalue()


def difference(file, name):
    before = (ROOT / name).read_text(encoding="utf-8").splitlines()
    after = file.read_text(encoding="utf-8").splitlines()
    return (
        [line.strip() for line in before if line not in after],
        [line.strip() for line in after if line not in before],
    )


def edit(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def lesson_of(module, slug):
    return LessonPage.objects.child_of(ModulePage.objects.get(code=module)).get(
        slug=slug
    )


def with_block(page, number, **value):
    raw = list(page.body.raw_data)
    block = raw[number]
    raw[number] = {**block, "value": value.get("whole") or {**block["value"], **value}}
    return json.dumps([dict(one) for one in raw])


def test_a_change_comes_back_as_a_small_difference(tmp_path):
    load()

    files, said, unsaid = export(tmp_path / "same")

    assert (files, unsaid) == ({}, "")
    assert "0 files changed" in said

    # --- an author has been at work
    lesson = lesson_of("m01", "les-1")
    html = str(lesson.body.raw_data[0]["value"])
    words = "Dit verhaal is verzonnen."
    assert words in html
    changed = html.replace("<p>", '<p data-block-key="x1">').replace(
        words, "Dit verhaal hebben wij verzonnen."
    )
    edit(lesson, title="Door een auteur", body=with_block(lesson, 0, whole=changed))
    case = CasePage.objects.get(code="casus-g")
    scenes = [dict(one) for one in case.scenes.raw_data]
    scenes[0]["value"] = {**scenes[0]["value"], "place": "Een kamer boven"}
    edit(case, scenes=json.dumps(scenes))
    edit(PathPage.objects.get(code="ll-b"), audience="Studenten mbo")
    draft = lesson_of("m01", "les-2")
    draft.title = "Alleen een concept"
    draft.save_revision()
    Source.objects.filter(code="P-12").update(caveat="Nagekeken.")
    Fact.objects.filter(code="F-27").update(text="Anders gezegd.")
    question = Question.objects.get(code="v08")
    stored = [dict(one) for one in question.body.raw_data]
    stored[0]["value"] = {**stored[0]["value"], "feedback": "Een nieuwe uitleg."}
    question.body = json.dumps(stored)
    question.save_revision().publish()

    files, said, unsaid = export(tmp_path / "changed")

    assert unsaid == ""
    assert list(files) == [
        "assessments/toets-module-4.yaml",
        "cases/casus-g.yaml",
        "knowledge/facts.yaml",
        "knowledge/sources.yaml",
        "modules/m01.yaml",
        "paths.yaml",
    ]
    assert "modules/m01.yaml: pages/m01/les-1" in said
    gone, came = difference(files["modules/m01.yaml"], "modules/m01.yaml")
    assert came[0] == "title: 'Door een auteur'"
    assert "hebben wij verzonnen" in came[1]
    assert (len(gone), len(came)) == (2, 2)
    assert difference(files["cases/casus-g.yaml"], "cases/casus-g.yaml")[1] == [
        "place: Een kamer boven"
    ]
    assert difference(files["paths.yaml"], "paths.yaml")[1] == [
        "audience: Studenten mbo"
    ]
    assert difference(
        files["assessments/toets-module-4.yaml"], "assessments/toets-module-4.yaml"
    )[1] == ["feedback: Een nieuwe uitleg."]
    assert (
        "note: Nagekeken."
        in difference(files["knowledge/sources.yaml"], "knowledge/sources.yaml")[1]
    )

    # --- and once the files have it, the page is no longer apart from them
    for name in ("modules/m01.yaml", "knowledge/sources.yaml"):
        (part,) = [p for p in _parts_with(files) if p.name == name]
        assert part.load()[LoadResult.EDITED] == (
            1 if name.startswith("modules") else 0
        )
        assert part.load()[LoadResult.LOADED] == 0
    assert yaml.safe_load(files["modules/m01.yaml"].read_text(encoding="utf-8"))

    # --- a lesson that is new, and what no file can hold
    module = ModulePage.objects.get(code="m14")
    page = LessonPage(
        title="Bellen met een tolk",
        slug="les-9",
        code="les-9",
        neutral_title="Module 14, les 9",
        minutes=10,
        body=json.dumps([{"type": "text", "value": "<h2>Kop</h2><p>Een alinea.</p>"}]),
    )
    module.add_child(instance=page)
    page.save_revision().publish()
    linked = lesson_of("m14", "les-1")
    raw = [dict(one) for one in linked.body.raw_data]
    raw[0]["value"] = f'{raw[0]["value"]}<p><a href="https://x.example/">hier</a></p>'
    edit(linked, body=json.dumps(raw), title="Anders")

    files, said, unsaid = export(tmp_path / "new")

    assert "modules/m14.yaml: pages/m14/les-1, les-9" in said
    assert unsaid == "not in the files: pages/m14/les-1: block 1: a link\n"
    data = yaml.safe_load(files["modules/m14.yaml"].read_text(encoding="utf-8"))
    assert data["lessons"][0]["title"] == "Anders"
    assert data["lessons"][-1]["slug"] == "les-9"
    assert data["lessons"][-1]["blocks"] == [
        {"type": "text", "heading": "Kop", "paragraphs": ["Een alinea."]}
    ]


def _parts_with(files):
    """The parts of a copy of all files, the changed ones over the old."""
    folder = next(iter(files.values())).parents[1] / "whole"
    for file in ROOT.rglob("*.yaml"):
        name = str(file.relative_to(ROOT))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((files.get(name) or file).read_bytes())
    return list(loading.parts(folder))

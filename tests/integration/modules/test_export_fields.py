"""Whatever an author can fill in goes into the files or is named as staying in the CMS."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import models

from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)
from modules.actions.curriculum.exporting.cases import said_case
from modules.actions.curriculum.exporting.entries import FORMS
from modules.actions.curriculum.exporting.pages import (
    fields_now,
    names_of,
    said_refresher,
)
from modules.actions.curriculum.exporting.records import code_of, fields_said
from modules.actions.curriculum.exporting.unsaid import changed_kind, unsaid_of
from modules.actions.curriculum.wanted import OWNER, Wanted
from modules.blocks.cases import ChoiceBlock, EndingBlock, SceneBlock, ScoresBlock
from modules.fields import ContentField
from modules.models import LessonPage, PathModule, PathPage
from tests.factories.modules import (
    AssessmentPageFactory,
    CasePageFactory,
    InfoPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
    make_site,
)

pytestmark = pytest.mark.django_db

QUOTE = {"type": "quote", "value": {"text": "Iets.", "speaker": ""}}
STREAMS = {
    "body": QUOTE,
    "alternative": QUOTE,
    "scenes": {"type": "scene", "value": {"code": "s1"}},
    "endings": {"type": "ending", "value": {"code": "e1"}},
    "blueprint": {"type": "row", "value": {"goal": "M01.1", "number": 2}},
    "other_questions": {"type": "other", "value": {"question": 1, "instead": 2}},
    "questions": {"type": "question", "value": 1},
}
# Beside ours: what Wagtail's own panels let an author fill in.
PROMOTE = [
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "expire_at",
]
PAGES = {
    "lesson": LessonPageFactory,
    "test": AssessmentPageFactory,
    "case": CasePageFactory,
    "module": ModulePageFactory,
    "path": PathPageFactory,
    "info": InfoPageFactory,
    "home": lambda **_owner: make_site().home,
    "paths": lambda **_owner: make_site().paths,
    "modules": lambda **_owner: make_site().modules,
}


def other_value(field, now):
    """Something else than `now` that may stand in the field."""
    if isinstance(field, ContentField):
        return [STREAMS[field.name]]
    if isinstance(field, models.ManyToManyField):
        return [field.related_model(code="M01.1")]
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.DateTimeField):
        return datetime(2027, 1, 2, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date(2027, 1, 2)
    if isinstance(field, models.IntegerField):
        return 3
    return next(
        (value for value, _label in field.choices or () if value != now), "iets"
    )


def as_wanted(page) -> Wanted:
    """What the files want, were the page just loaded."""
    fields = {n: getattr(page, n) for n in names_of(type(page)) if n != "questions"}
    return Wanted("x", type(page), page.get_parent(), page.slug, fields, {})


def is_named(page, name, value) -> bool:
    wanted = as_wanted(page)
    assert list(unsaid_of(page, wanted)) == []
    setattr(page, name, json.dumps(value) if isinstance(value, list) else value)
    return any(unsaid_of(page, wanted)) or changed_kind(page, wanted)


@pytest.mark.parametrize("kind", PAGES)
def test_every_field_of_a_page_is_said_or_named(kind):
    owner = {} if kind == "info" else {"content_owner": OWNER}
    page = PAGES[kind](**owner)
    said = FORMS[type(page)][0]
    before = fields_now(page)
    lost = []
    for name in [*names_of(type(page)), *PROMOTE]:
        field = page._meta.get_field(name)
        value = other_value(field, getattr(page, name, None))
        if name in before and said(before, code_of) != said(
            {**before, name: value}, code_of
        ):
            continue
        if not is_named(type(page).objects.get(pk=page.pk), name, value):
            lost.append(name)

    assert lost == []


def test_modules_of_a_path_and_the_moment_of_a_refresher_are_said():
    path, module = PathPageFactory(), ModulePageFactory()
    said = FORMS[PathPage][0]
    more = {**fields_now(path), "path_modules": [PathModule(module=module)]}
    refresher = LessonPageFactory(parent=module, refresher_after=1)
    later = {**fields_now(refresher), "refresher_after": 6}

    assert said(more, code_of)["required"] == [module.code.upper()]
    assert said_refresher(later, code_of)["months"] == 6


def said_of(scene=None, ending=None):
    """A case with one scene and one ending as its file says it."""
    page = CasePageFactory.build()
    fields = {
        **dict.fromkeys(names_of(type(page)), ""),
        "scenes": [{"value": {"code": "s1", **(scene or {})}}],
        "endings": [{"value": {"code": "e1", **(ending or {})}}],
        "alternative": [],
    }
    return said_case(fields, code_of)


@pytest.mark.parametrize("name", SceneBlock().child_blocks)
def test_every_field_of_a_scene_is_said(name):
    value = [{"key": "a"}] if name == "choices" else ["S"] * (name == "competences")

    assert said_of(scene={name: value or "repair"}) != said_of()


@pytest.mark.parametrize("name", ChoiceBlock().child_blocks)
def test_every_field_of_a_choice_is_said(name):
    values = {
        "sources": [{"type": "source", "value": 1}],
        "scores": dict.fromkeys(ScoresBlock().child_blocks, 1),
        "unrepaired": True,
    }

    before = said_of(scene={"choices": [{}]})
    after = said_of(scene={"choices": [{name: values.get(name, "iets")}]})

    assert after != before


@pytest.mark.parametrize("name", EndingBlock().child_blocks)
def test_every_field_of_an_ending_is_said(name):
    value = [{"type": "marker", "value": "x"}] if name == "conditions" else "iets"

    assert said_of(ending={name: value}) != said_of()


# Who it is known by, when it was written, and what `records._said_of` says beside the fields.
KNOWN_BY = {"id", "code", "slug", "created_at", "updated_at"}
LINKS = {
    Source: set(),
    Fact: {"sources", "goes_with"},
    GlossaryTerm: {"sources", "replaced_by"},
    HelpContact: set(),
    LearningGoal: set(),
}


@pytest.mark.parametrize("model", LINKS)
def test_every_field_of_a_record_is_said(model):
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    rest = {field.name for field in fields} - KNOWN_BY - set(fields_said(model))

    assert rest == LINKS[model]


def test_a_lesson_that_became_a_refresher_is_named():
    lesson = LessonPageFactory()
    wanted = as_wanted(lesson)
    lesson.refresher_after = 3

    assert changed_kind(lesson, wanted)
    assert not changed_kind(LessonPage.objects.get(pk=lesson.pk), wanted)

"""The exemption test: passing it counts for the module, except where everybody does the module."""

from pathlib import Path

import pytest
import yaml
from django.test import Client

from elearning.core.exceptions import NotAllowed
from elearning.enrolment.models import Progress
from elearning.xapi.models import Statement
from modules.actions import finish_page
from modules.actions.curriculum.files import FOLDER
from modules.actions.progress import exempt_from_module
from modules.models import AssessmentPage, ModulePage
from modules.publishing import problems
from modules.queries import items_of, next_step
from modules.receivers import finish_assessment_pages
from modules.rules import NEVER_EXEMPT
from tests.factories.cast import Cast, make_cast
from tests.factories.modules import (
    AssessmentPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.factories.toetsen import make_assessment
from toetsen.actions import save_answer, start_attempt, submit_attempt

pytestmark = pytest.mark.django_db


class World:
    """A path of two modules; the first has a lesson and an exemption test."""

    def __init__(self, code: str = "m14") -> None:
        self.module: ModulePage = ModulePageFactory(slug=code)
        self.lesson = LessonPageFactory(parent=self.module)
        self.test: AssessmentPage = AssessmentPageFactory(
            parent=self.module, assessment_code="proef", exempts=True
        )
        self.other = ModulePageFactory()
        LessonPageFactory(parent=self.other)
        path = PathPageFactory(modules=[self.module, self.other])
        self.cast: Cast = make_cast(path_key=path.key)

    def pass_test(self) -> None:
        attempt = start_attempt(
            by=self.cast.bram,
            enrolment=self.cast.enrolment,
            assessment=make_assessment(),
        )
        for position in range(1, 5):
            save_answer(
                by=self.cast.bram,
                attempt=attempt,
                position=position,
                form={"choice": "a"},
            )
        submit_attempt(by=self.cast.bram, attempt=attempt)

    def progress(self) -> list[tuple[object, bool]]:
        return list(Progress.objects.values_list("key", "exempt"))


def test_passing_marks_the_module_as_exempt_and_no_lesson() -> None:
    world = World()

    world.pass_test()

    assert world.progress() == [(world.module.key, True)]
    step = next_step(world.cast.bram, world.cast.enrolment)
    assert step.module == world.other
    waived = Statement.objects.get(verb__iri__endswith="/waived")
    assert waived.activity.iri.endswith("/modules/m14")


def test_an_exemption_test_is_no_step_of_the_module() -> None:
    world = World()

    assert [step.key for step in items_of(world.module)] == [world.lesson.key]


def test_who_does_the_module_all_the_same_completes_it() -> None:
    world = World()
    world.pass_test()

    finish_page(by=world.cast.bram, page=world.lesson)

    assert (world.module.key, False) in world.progress()
    completed = Statement.objects.filter(verb__iri__endswith="/completed")
    assert completed.filter(activity__iri__endswith="/modules/m14").count() == 1


@pytest.mark.parametrize("code", sorted(NEVER_EXEMPT))
def test_modules_that_everybody_does_have_no_exemption(code: str) -> None:
    world = World(code)

    world.pass_test()

    assert world.progress() == []
    with pytest.raises(NotAllowed):
        exempt_from_module(by=world.cast.bram, page=world.test)


@pytest.mark.parametrize(("code", "fields"), [("m05", ["exempts"]), ("m14", [])])
def test_the_editor_refuses_an_exemption_from_such_a_module(
    code: str, fields: list[str]
) -> None:
    make_assessment()
    world = World(code)

    assert [problem.field for problem in problems(world.test)] == fields


def test_a_page_that_is_being_made_is_checked_by_where_it_will_be() -> None:
    make_assessment("nieuw")
    page = AssessmentPage(title="Nieuw", assessment_code="nieuw", exempts=True)
    page.made_under = ModulePageFactory(slug="m06")

    assert [problem.field for problem in problems(page)] == ["exempts"]


def test_the_rule_is_that_of_every_learning_path() -> None:
    paths = yaml.safe_load((Path(FOLDER) / "paths.yaml").read_text(encoding="utf-8"))

    said = [{code.lower() for code in one["not_exempt"]} for one in paths["paths"]]

    assert all(one == NEVER_EXEMPT for one in said)


def test_a_learner_finds_the_test_in_the_module_and_then_the_exemption(
    client: Client,
) -> None:
    world = World()
    client.force_login(world.cast.bram)

    before = client.get(world.module.url).content.decode()
    world.pass_test()
    after = client.get(world.module.url).content.decode()

    assert f'href="{world.test.url}"' in before
    assert "Je hebt vrijstelling voor deze module" in after
    assert f'href="{world.test.url}"' not in after


def test_another_test_of_the_same_module_is_a_step_as_before() -> None:
    world = World()
    step = AssessmentPageFactory(parent=world.module, assessment_code="proef")

    finish_assessment_pages(
        attempt=type("A", (), {"passed": True, "assessment": make_assessment()})(),
        by=world.cast.bram,
    )

    assert {key for key, _exempt in world.progress()} == {step.key, world.module.key}

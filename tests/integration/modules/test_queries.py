import pytest
from django.contrib.auth.models import AnonymousUser

from modules.actions import finish_page, touch_page
from modules.queries import (
    enrolment_for,
    items_of,
    module_pages_of,
    module_states,
    next_step,
    path_page,
    paths_by_key,
)
from modules.rules import is_concept, may_learn, may_play, may_read
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    CasePageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    first, second = ModulePageFactory(), ModulePageFactory()
    for module in (first, second):
        LessonPageFactory(parent=module)
        LessonPageFactory(parent=module)
    return PathPageFactory(modules=[first, second])


@pytest.fixture
def enrolment(path):
    return EnrolmentFactory(path_key=path.key)


def lessons(path):
    return [
        page.specific
        for module in module_pages_of(path)
        for page in module.get_children()
    ]


def test_items_of_gives_each_kind_in_the_order_of_the_tree(
    django_assert_num_queries,
):
    module = ModulePageFactory()
    lesson = LessonPageFactory(parent=module)
    case = CasePageFactory(parent=module)
    test = AssessmentPageFactory(parent=module)
    LessonPageFactory(parent=module, live=False)
    LessonPageFactory()

    with django_assert_num_queries(1):
        steps = items_of(module)

    assert [(step.key, step.kind, step.url) for step in steps] == [
        (lesson.key, "lesson", lesson.url),
        (case.key, "case", case.url),
        (test.key, "assessment", test.url),
    ]


def test_module_pages_of_says_what_is_required_and_leaves_out_what_is_offline():
    required, elective = ModulePageFactory(), ModulePageFactory()
    offline = ModulePageFactory(live=False)
    path = PathPageFactory(modules=[required, offline], electives=[elective])

    modules = module_pages_of(path)

    assert [(module.pk, module.required) for module in modules] == [
        (required.pk, True),
        (elective.pk, False),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_module_states_take_three_queries(count, django_assert_num_queries):
    modules = ModulePageFactory.create_batch(count)
    for module in modules:
        LessonPageFactory.create_batch(count, parent=module)
    path = PathPageFactory(modules=modules)
    enrolment = EnrolmentFactory(path_key=path.key)

    with django_assert_num_queries(3):
        states = module_states(enrolment.user, path)

    assert [(state.done, state.total, state.state) for state in states] == [
        (0, count, "")
    ] * count


def test_module_states_of_a_person_hold_nothing_of_another(path, enrolment):
    carla = EnrolmentFactory(path_key=path.key).user
    finish_page(by=carla, page=lessons(path)[0])

    states = module_states(enrolment.user, path)

    assert [state.state for state in states] == ["", ""]


def test_next_step_is_the_first_at_the_start(path, enrolment):
    first = lessons(path)[0]

    found = next_step(enrolment.user, enrolment)

    assert (found.step.key, found.begun, found.url) == (first.key, False, first.url)


def test_next_step_goes_on_where_one_stopped(path, enrolment):
    lesson = lessons(path)[2]
    touch_page(by=enrolment.user, page=lesson, place="abc")

    found = next_step(enrolment.user, enrolment)

    assert (found.step.key, found.begun) == (lesson.key, True)
    assert found.url == f"{lesson.url}#abc"


def test_next_step_is_none_when_all_is_done(path, enrolment):
    for lesson in lessons(path):
        finish_page(by=enrolment.user, page=lesson)

    assert next_step(enrolment.user, enrolment) is None


def test_enrolment_for_knows_the_paths_that_hold_the_page(path, enrolment):
    EnrolmentFactory(user=enrolment.user)

    lesson = lessons(path)[0]

    assert enrolment_for(enrolment.user, lesson) == enrolment
    assert enrolment_for(enrolment.user, lesson.get_parent().specific) == enrolment
    assert enrolment_for(UserFactory(), lesson) is None
    assert enrolment_for(AnonymousUser(), lesson) is None


def test_paths_are_found_by_key(path, enrolment):
    hidden = PathPageFactory(live=False)

    assert path_page(enrolment) == path
    assert paths_by_key([path.key, hidden.key]) == {path.key: path}


def test_who_teaches_may_read_and_who_does_not_learn_may_not(path, enrolment):
    lesson = lessons(path)[0]
    anna = MembershipFactory(lecturer=True).user
    carla = UserFactory()

    assert (may_learn(enrolment.user, lesson), may_read(enrolment.user)) == (
        True,
        False,
    )
    assert (may_learn(anna, lesson), may_read(anna)) == (False, True)
    assert (may_learn(carla, lesson), may_read(carla)) == (False, False)


def test_what_nobody_signed_is_concept_and_plays_only_in_the_demo(path, settings):
    lesson = lessons(path)[0]

    assert is_concept(lesson)
    settings.DEMO_MODE = True
    assert may_play(lesson)
    settings.DEMO_MODE = False
    assert not may_play(lesson)

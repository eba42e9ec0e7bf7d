"""The review of a page, step by step: who may approve, and what the editor must not do itself."""

import pytest
from django.contrib.auth.models import Group

from elearning.accounts.enums import EditorialRole
from tests.factories.accounts import UserFactory
from tests.factories.modules import LessonPageFactory

pytestmark = pytest.mark.django_db


def member_of(role: EditorialRole):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.value))
    return user


def approve(page, by):
    state = page.current_workflow_task_state.specific
    state.task.specific.on_action(state, by, "approve")


def offered(page, to) -> list[str]:
    actions = page.current_workflow_task.specific.get_actions(page, to)
    return [name for name, _label, _window in actions]


@pytest.fixture
def author():
    return member_of(EditorialRole.AUTHOR)


@pytest.fixture
def lesson(author):
    """A lesson that an expert approved: the first of two readers is next."""
    page = LessonPageFactory()
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    approve(page, by=member_of(EditorialRole.EXPERT))
    return page


def test_a_reader_approves_one_of_the_two_readings(lesson):
    reader = member_of(EditorialRole.LIVED_EXPERIENCE_READER)
    assert offered(lesson, to=reader) == ["reject", "approve"]

    approve(lesson, by=reader)

    assert offered(lesson, to=reader) == ["reject"]
    colleague = member_of(EditorialRole.LIVED_EXPERIENCE_READER)
    assert offered(lesson, to=colleague) == ["reject", "approve"]


def test_saving_in_between_does_not_make_one_reader_two(lesson):
    reader = member_of(EditorialRole.LIVED_EXPERIENCE_READER)
    approve(lesson, by=reader)

    lesson.save_revision(user=reader)

    assert offered(lesson, to=reader) == ["reject"]


def test_saving_by_itself_takes_no_step_of_the_review(client, lesson):
    """The editor's own saving sends the whole form, the step the reader chose with it."""
    reader = member_of(EditorialRole.LIVED_EXPERIENCE_READER)
    client.force_login(reader)
    before = lesson.current_workflow_task

    answer = client.post(
        f"/cms/pages/{lesson.pk}/edit/",
        {"action-workflow-action": "true", "workflow-action-name": "approve"},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 400
    assert answer.json()["error_code"] == "blocked_by_hook"
    assert lesson.current_workflow_task == before

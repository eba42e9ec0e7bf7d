"""Progress on items, known by their key."""

import uuid

import pytest

from elearning.core.exceptions import NotFound
from elearning.enrolment import actions
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.queries import progress_of
from tests.factories.enrolment import EnrolmentFactory

pytestmark = pytest.mark.django_db
KEY = uuid.uuid4()


def _about(cast):
    return {
        "by": cast.bram,
        "enrolment": cast.enrolment,
        "key": KEY,
        "kind": ItemKind.LESSON,
    }


def test_touch_item_remembers_the_place(cast):
    actions.touch_item(**_about(cast), place="block-1")
    actions.touch_item(**_about(cast), place="block-2")
    actions.touch_item(**_about(cast))

    progress = progress_of(cast.bram, [KEY, uuid.uuid4()])
    assert {key: row.place for key, row in progress.items()} == {KEY: "block-2"}


def test_finish_item_is_new_once_and_keeps_its_first_moment(cast):
    first, newly = actions.finish_item(**_about(cast), version="1")
    again, newly_again = actions.finish_item(**_about(cast), version="2")

    assert (newly, newly_again) == (True, False)
    assert (again.done_at, again.version) == (first.done_at, "2")


def test_touch_item_leaves_what_is_done_done(cast):
    actions.finish_item(**_about(cast))

    actions.touch_item(**_about(cast), place="block-1")

    assert progress_of(cast.bram, [KEY])[KEY].state == ProgressState.DONE


def test_finish_item_under_another_enrolment_is_the_same_progress(cast):
    """A module counts once in every path that holds it."""
    actions.finish_item(**_about(cast))
    second_path = EnrolmentFactory(user=cast.bram)

    _, newly = actions.finish_item(**{**_about(cast), "enrolment": second_path})

    assert not newly


@pytest.mark.parametrize("action", [actions.touch_item, actions.finish_item])
def test_progress_under_the_enrolment_of_another_is_not_found(cast, action):
    with pytest.raises(NotFound):
        action(**{**_about(cast), "by": cast.carla})

    assert progress_of(cast.carla, [KEY]) == {}

"""Product rule 13: what makes content more than a concept."""

import pytest

from modules.enums import SignOffRole
from modules.models import SignOff
from modules.rules import is_concept
from tests.factories.accounts import UserFactory
from tests.factories.modules import LessonPageFactory

pytestmark = pytest.mark.django_db

ALL = [
    SignOffRole.EXPERT,
    SignOffRole.LIVED_EXPERIENCE_READER,
    SignOffRole.LIVED_EXPERIENCE_READER,
    SignOffRole.LEGAL_READER,
    SignOffRole.CHIEF_EDITOR,
]


@pytest.fixture
def lesson():
    page = LessonPageFactory()
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def sign(lesson, roles, *, is_demo=False):
    for number, role in enumerate(roles):
        SignOff.objects.create(
            page_id=lesson.pk,
            revision_id=lesson.live_revision_id,
            role=role,
            reader=UserFactory(),
            label=f"Lezer {number}",
            is_demo=is_demo,
        )


def test_complete_sign_off_makes_it_more_than_a_concept(lesson):
    sign(lesson, ALL)

    assert not is_concept(lesson)


@pytest.mark.parametrize("missing", range(len(ALL)))
def test_each_role_is_needed(lesson, missing):
    sign(lesson, [role for number, role in enumerate(ALL) if number != missing])

    assert is_concept(lesson)


def test_sign_offs_of_the_demo_never_count(lesson):
    sign(lesson, ALL, is_demo=True)

    assert is_concept(lesson)


def test_a_later_edit_must_be_signed_again(lesson):
    sign(lesson, ALL)
    lesson.title = "Iets anders"
    lesson.save_revision().publish()
    lesson.refresh_from_db()

    assert is_concept(lesson)

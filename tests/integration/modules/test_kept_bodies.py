"""A lesson's body is kept (decision 9) until something in it changes, expires or moves."""

from datetime import date, timedelta

import pytest

from elearning.core import clock
from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact
from modules.models import LessonPage
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.knowledge import FactFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db
CODE = "F-901"


@pytest.fixture
def module():
    return ModulePageFactory()


@pytest.fixture
def other(module):
    return LessonPageFactory(parent=module, title="Een andere les", slug="elders")


@pytest.fixture
def lesson(module, other):
    FactFactory(code=CODE, text="Er zijn er 4000.")
    page = LessonPageFactory(
        parent=module,
        body=[("text", f"<p>Zo is het [{CODE}].</p>"), ("step", {"page": other})],
    )
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def read(client, module, lesson):
    """`read()`: what the lesson shows now."""
    user = EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key).user
    client.force_login(user)

    def page() -> str:
        return client.get(lesson.url).content.decode()

    return page


def fact(**fields: object) -> Fact:
    """The fact in the lesson, with other `fields`."""
    row = Fact.objects.get(code=CODE)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def test_an_edited_fact_is_seen_at_once(read):
    row = fact()
    assert "Er zijn er 4000." in read()

    row.text = "Er zijn er 5000."
    row.save()

    html = read()
    assert "Er zijn er 5000." in html
    assert "4000" not in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (RecordKind.POLICY, "Dit was de situatie in 2024. Het wordt nagekeken."),
        (
            RecordKind.STATEMENT,
            "Dit had opnieuw nagekeken moeten zijn.",
        ),
    ],
)
def test_a_fact_that_expires_says_so_the_next_day(read, kind, words):
    fact(kind=kind, caveat="Een deel ontbreekt.", review_by=clock.today())
    assert words not in read()

    with clock.at(clock.now() + timedelta(days=1)):
        html = read()

    assert words in html
    assert "Zo is het" in html


def test_an_estimate_that_expires_loses_its_figure(read):
    fact(
        kind=RecordKind.ESTIMATE,
        caveat="Een schatting.",
        text_without_number="Het komt vaker voor dan men denkt.",
        review_by=clock.today(),
    )
    assert "Er zijn er 4000." in read()

    with clock.at(clock.now() + timedelta(days=1)):
        html = read()

    assert "4000" not in html
    assert "Het komt vaker voor dan men denkt." in html


def test_a_law_that_expires_takes_the_lesson_away(read):
    fact(kind=RecordKind.LAW, review_by=clock.today())
    assert "Zo is het" in read()

    with clock.at(clock.now() + timedelta(days=1)):
        html = read()

    assert "Deze les wordt nagekeken" in html
    assert "Zo is het" not in html


def test_a_fact_that_was_checked_again_is_good_again(read):
    row = fact(kind=RecordKind.LAW, review_by=date(2020, 1, 1))
    assert "Deze les wordt nagekeken" in read()

    row.review_by = date(2099, 1, 1)
    row.save()

    assert "Zo is het" in read()


def test_a_moved_page_is_linked_at_its_new_place(read, other):
    fact()
    assert f'href="{other.url}"' in read()

    other.refresh_from_db()
    other.move(ModulePageFactory(slug="verhuisd"), pos="last-child")

    assert 'href="/modules/verhuisd/elders/"' in read()


def test_a_page_taken_offline_is_linked_no_more(read, other):
    fact()
    assert "Een andere les" in read()

    other.unpublish()

    assert f'class="card__link" href="{other.url}"' not in read()

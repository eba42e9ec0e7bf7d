"""An edit in a lesson under 50 learners' feet loses nobody's place (issue: courses).

Everybody gets somewhere by the actions that the site itself uses; everything is edited in the CMS.
"""

import json
import uuid
from dataclasses import dataclass

import pytest
from django.urls import reverse
from wagtail.models import Page

from elearning.enrolment.models import Enrolment, Progress
from modules.actions import finish_page, touch_page
from modules.actions.cases import choose_in_run, start_run
from modules.models import AssessmentPage, CaseRun, CaseVersion, LessonPage, PathPage
from modules.queries import next_step
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page
from tests.factories.editorial import lesson_form
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import AssessmentPageFactory, LessonPageFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.actions import save_answer, start_attempt
from toetsen.models import Attempt

pytestmark = pytest.mark.django_db
PEOPLE = 50
BLOCKS = [str(uuid.UUID(int=number)) for number in range(1, 6)]
NEW = str(uuid.UUID(int=99))


@dataclass
class World:
    """A module with a lesson to begin with, the lesson that is edited, a third, a case and a test."""

    first: LessonPage
    edited: LessonPage
    third: LessonPage
    case: Page
    test: AssessmentPage
    people: list[Enrolment]

    def at(self, kind: int) -> list[Enrolment]:
        """Every tenth person: who is in the same situation."""
        return self.people[kind::10]


def block(key: str, text: str = "") -> dict:
    return {"type": "text", "id": key, "value": f"<p>{text or key}</p>"}


def published(page: Page) -> Page:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def world():
    case = case_page()
    module = case.get_parent().specific
    lessons = [
        published(LessonPageFactory(parent=module, body=json.dumps(body)))
        for body in ([block(NEW)], [block(key) for key in BLOCKS], [block(NEW)])
    ]
    make_assessment("proef")
    test = published(AssessmentPageFactory(parent=module, assessment_code="proef"))
    path = PathPage.objects.get()
    people = [EnrolmentFactory(path_key=path.key) for _ in range(PEOPLE)]
    found = World(*lessons, case, test, people)
    for number, enrolment in enumerate(people):
        _goes(found, enrolment, number % 10)
    return found


def _goes(world: World, enrolment: Enrolment, kind: int) -> None:
    user = enrolment.user
    finish_page(by=user, page=world.case)
    if kind == 0:
        return
    finish_page(by=user, page=world.first, version=world.first.content_version)
    if 1 <= kind <= 5:
        touch_page(by=user, page=world.edited, place=BLOCKS[kind - 1])
    if kind >= 6:
        finish_page(by=user, page=world.edited, version=world.edited.content_version)
    if kind == 7:
        touch_page(by=user, page=world.third, place=NEW)
    if kind == 8:
        run = start_run(by=user, page=world.case).run
        choose_in_run(by=user, run=run.uuid, step=0, choice="b")
    if kind == 9:
        assessment = make_assessment("proef")
        attempt = start_attempt(by=user, enrolment=enrolment, assessment=assessment)
        for position in (1, 2):
            save_answer(
                by=user, attempt=attempt, position=position, form={"choice": "a"}
            )
        touch_page(by=user, page=world.test)


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(superuser=True))
    return client


def edit(editor, page: LessonPage, blocks: list[tuple[str, str]]) -> None:
    """Publish `page` with these blocks, (id, text), as the editor's form sends it."""
    form = lesson_form(page, blocks) | {"action-publish": "1"}
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors


def where(world: World) -> list[tuple[str, str]]:
    """Of everybody the step that is next and the block in it."""
    found = []
    for enrolment in world.people:
        step = next_step(enrolment.user, enrolment)
        found.append((step.step.code, step.place) if step else ("", ""))
    return found


def progress() -> list[tuple]:
    rows = Progress.objects.order_by("pk")
    return list(
        rows.values_list("user", "key", "state", "done_at", "touched_at", "version")
    )


def test_blocks_added_removed_and_reordered_leave_everybody_where_she_was(
    editor, world
):
    before, kept = where(world), progress()

    # The second block is gone, the last comes first, and there are two new ones.
    edit(
        editor,
        world.edited,
        [
            (BLOCKS[4], "vijf"),
            (str(uuid.uuid4()), "nieuw"),
            (BLOCKS[0], "een, met andere woorden"),
            (BLOCKS[2], "drie"),
            (BLOCKS[3], "vier"),
            (str(uuid.uuid4()), "slot"),
        ],
    )

    expected = [
        (code, BLOCKS[0] if place == BLOCKS[1] else place) for code, place in before
    ]
    assert len(before) == PEOPLE
    assert where(world) == expected
    assert progress() == kept
    for enrolment in world.at(2):
        assert _opens_at(editor, enrolment) == f"{world.edited.url}#{BLOCKS[0]}"


def _opens_at(client, enrolment: Enrolment) -> str:
    """The address behind 'go on'; the lesson there has the block."""
    address = next_step(enrolment.user, enrolment).url
    client.force_login(enrolment.user)
    html = client.get(address.partition("#")[0]).content.decode()
    assert f'id="{address.partition("#")[2]}"' in html
    return address


def test_the_first_block_removed_goes_on_at_the_next_and_an_emptied_lesson_at_its_top(
    editor, world
):
    edit(editor, world.edited, [(BLOCKS[2], "drie"), (BLOCKS[3], "vier")])
    assert [where(world)[number][1] for number in range(1, 6)] == [
        BLOCKS[2],
        BLOCKS[2],
        BLOCKS[2],
        BLOCKS[3],
        BLOCKS[3],
    ]

    edit(editor, world.edited, [(str(uuid.uuid4()), "alles anders")])

    assert {where(world)[number] for number in range(1, 6)} == {(world.edited.code, "")}


def test_a_draft_moves_nobody(editor, world):
    before = where(world)
    draft = world.edited.get_latest_revision_as_object()
    draft.body = json.dumps([block(BLOCKS[0])])
    draft.save_revision()

    assert where(world) == before


def test_pages_added_moved_and_taken_away_leave_everybody_where_she_was(editor, world):
    before, kept = where(world), progress()
    module = world.edited.get_parent()
    added = published(LessonPageFactory(parent=module.specific, code="erbij"))
    for page, position in ((added, 1), (world.third, 0)):
        address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
        assert editor.post(f"{address}?position={position}").status_code == 200

    after = where(world)

    # Who was in something is there still; who had nothing under way has the first open step.
    for number in (1, 2, 3, 4, 5, 7, 9):
        assert after[number::10] == before[number::10]
    assert {after[number] for number in (0, 6)} == {(world.third.code, "")}
    assert progress() == kept

    editor.post(reverse("wagtailadmin_pages:unpublish", args=[world.third.pk]))

    gone = where(world)
    for number in (1, 2, 3, 4, 5, 9):
        assert gone[number::10] == before[number::10]
    assert progress() == kept
    editor.force_login(world.at(7)[0].user)
    answer = editor.get(world.third.url)
    assert (
        answer.status_code,
        "Wat je deed, is bewaard" in answer.content.decode(),
    ) == (
        410,
        True,
    )


def test_a_case_and_a_test_go_on_as_they_were_begun(editor, world):
    version = CaseVersion.objects.get()
    draft = world.case.get_latest_revision_as_object()
    draft.scenes[0].value["situation"] = "Heel anders."
    published(draft)
    make_assessment("proef", questions=[question("proef-1", right="b"), question("z")])

    assert CaseVersion.objects.count() == 2
    for enrolment in world.at(8):
        run = CaseRun.objects.get(user=enrolment.user)
        assert (run.version, run.state) == (version, "busy")
        editor.force_login(enrolment.user)
        html = editor.get(world.case.url).content.decode()
        assert "Gevolg van b" in html
    for enrolment in world.at(9):
        attempt = Attempt.objects.get(user=enrolment.user)
        answers = [item.response for item in attempt.items.all()]
        assert answers == ["a", "a", None, None]
        editor.force_login(enrolment.user)
        html = editor.get(attempt.get_absolute_url(), follow=True).content.decode()
        assert "proef-3" in html

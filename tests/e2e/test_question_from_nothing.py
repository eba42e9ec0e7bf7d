"""A new question from nothing: made, reviewed, published, asked, answered over a lost connection.

The learner has a phone of 390 pixels, a keyboard and no mouse.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from elearning.accounts.enums import EditorialRole
from elearning.knowledge.models import Fact, LearningGoal
from modules.models import AssessmentPage
from tests.e2e import keyboard
from tests.e2e.editing import (
    approve,
    happens,
    open_editor,
    press_in_footer,
    send_in,
)
from tests.factories.demo import make_demo_class, person
from tests.factories.editorial import make_editor
from toetsen.enums import Selection
from toetsen.models import AssessmentItem, Attempt, Question

READERS = (
    EditorialRole.EXPERT,
    EditorialRole.LIVED_EXPERIENCE_READER,
    EditorialRole.CHIEF_EDITOR,
)
LIST = "/cms/snippets/toetsen/question/"
OPTIONS = (
    ("Ik overleg met een collega.", "Zo sta je er niet alleen voor."),
    ("Ik bel de familie.", "Dat kan het gevaar groter maken."),
)
NOT_SENT = "staat op deze pagina en is nog niet verstuurd"
NO_SIDEWAYS = (
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
)


def test_a_question_from_nothing(open_page, phone, sign_in, axe) -> None:
    made = _write(open_page(), sign_in)
    _is_reviewed_and_published(open_page(), sign_in, made)
    test = _put_in_a_test(open_page(), sign_in, made)

    sign_in(phone, person("student"))
    _answers_the_first(phone, test)
    _loses_the_connection(phone, axe)
    _finishes(phone, axe)


# --- The author and the readers --------------------------------------------------------------------
def _write(page: Page, sign_in: Callable[..., None]) -> Question:
    make_demo_class()
    sign_in(page, make_editor(EditorialRole.AUTHOR))
    open_editor(page, f"{LIST}add/")
    page.locator('[name="code"]').fill("vraag-nieuw")
    page.locator('select[name="goal_code"]').select_option(
        LearningGoal.objects.order_by("code").first().code
    )
    page.get_by_label("Kritisch voor veiligheid").check()
    page.get_by_title("Blok invoegen").first.click()
    page.get_by_role("option", name="Eén goed antwoord").click()
    page.locator('[name="body-0-value-text"]').fill("Wat doe je eerst?")
    for number, (text, why) in enumerate(OPTIONS):
        options = page.locator("[data-contentpath=options]")
        options.get_by_title("Toevoegen").last.click()
        place = f"body-0-value-options-{number}-value"
        page.locator(f'[name="{place}-text"]').fill(text)
        page.locator(f'[name="{place}-feedback"]').fill(why)
    page.locator('[name="body-0-value-options-0-value-right"]').check()
    page.locator('[name="body-0-value-feedback"]').fill("Overleg eerst.")
    page.locator("[data-contentpath=sources]").get_by_title("Toevoegen").last.click()
    page.locator('[name="body-0-value-sources-0-value"]').select_option(
        Fact.objects.order_by("code").first().code
    )
    page.locator('button:has-text("Bewaar concept")').click()
    assert happens(page, Question.objects.filter(code="vraag-nieuw").exists)
    made = Question.objects.get(code="vraag-nieuw")
    assert (made.live, made.versions.count()) == (False, 0)
    assert send_in(page, f"{LIST}edit/{made.pk}/", lambda: made.workflow_in_progress)
    return made


def _is_reviewed_and_published(
    page: Page, sign_in: Callable[..., None], made: Question
) -> None:
    for done, role in enumerate(READERS, start=1):
        sign_in(page, make_editor(role))
        approve(page, f"{LIST}edit/{made.pk}/")
        assert happens(page, lambda done=done: _approvals(made) == done), role

    made.refresh_from_db()
    assert made.live
    assert (made.newest.number, made.newest.critical) == (1, True)
    said = [(o["text"], o["feedback"]) for o in made.newest.data["options"]]
    assert said == list(OPTIONS)
    page.goto(f"{LIST}?status=published&q=vraag-nieuw")
    expect(page.get_by_role("link", name="vraag-nieuw")).to_be_visible()


def _approvals(made: Question) -> int:
    state = made.workflow_states.first()
    return state.task_states.filter(status="approved").count() if state else 0


def _put_in_a_test(
    page: Page, sign_in: Callable[..., None], made: Question
) -> AssessmentPage:
    """The author chooses first the new question, then one that was there; the editor publishes."""
    test = AssessmentPage.objects.get(assessment_code="basistoets")
    address = f"/cms/pages/{test.pk}/edit/"
    sign_in(page, make_editor(EditorialRole.AUTHOR))
    open_editor(page, address)
    expect(page.get_by_text("vraagt hij alleen wat je koos")).to_be_visible()
    page.locator('[name="selection"]').select_option(Selection.FIXED)
    for code in (made.code, "m01-01"):
        _choose(page, code)
    page.locator('button:has-text("Bewaar concept")').click()
    assert happens(page, lambda: _chosen(test) == [made.code, "m01-01"])

    sign_in(page, make_editor(EditorialRole.CHIEF_EDITOR))
    open_editor(page, address)
    press_in_footer(page, 'button[name="action-publish"]')
    asked = ["vraag-nieuw", "m01-01"]
    assert happens(page, lambda: _asked(test) == asked), _asked(test)
    return test


def _choose(page: Page, code: str) -> None:
    questions = page.locator("[data-contentpath=questions]")
    questions.get_by_title("Blok invoegen").last.click()
    questions.get_by_role("button", name="Kies vraag").last.click()
    window = page.locator(".modal-content")
    window.locator('[name="q"]').fill(code)
    choices = window.locator("[data-chooser-modal-choice]")
    expect(choices).to_have_count(1)
    choices.click()
    expect(window).to_have_count(0)
    expect(questions.get_by_text(f"{code} ·")).to_be_visible()


def _chosen(test: AssessmentPage) -> list[str | None]:
    """The codes in the draft; None where the editor saved by itself before one was chosen."""
    draft = AssessmentPage.objects.get(pk=test.pk).get_latest_revision_as_object()
    return [block.value and block.value.code for block in draft.questions]


def _asked(test: AssessmentPage) -> list[str]:
    items = AssessmentItem.objects.filter(assessment__code=test.assessment_code)
    return list(items.values_list("question__code", flat=True))


# --- The learner -----------------------------------------------------------------------------------
def _answers_the_first(page: Page, test: AssessmentPage) -> None:
    page.goto(test.url)
    keyboard.press(page, page.get_by_role("button", name="Begin met de toets"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag 1 van 2")
    expect(page.get_by_text("Wat doe je eerst?")).to_be_visible()
    assert page.evaluate(NO_SIDEWAYS)
    keyboard.choose(page, "choice", _right(1))
    keyboard.press(page, page.get_by_role("button", name="Bewaar en ga verder"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag 2 van 2")


def _loses_the_connection(page: Page, axe: Callable[[Page], None]) -> None:
    keyboard.choose(page, "choice", _right(2))
    page.context.set_offline(True)
    keyboard.press(page, page.get_by_role("button", name="Bewaar en kijk terug"))
    expect(page.get_by_text(NOT_SENT)).to_be_visible()
    expect(page.locator(f'input[value="{_right(2)}"]')).to_be_checked()
    assert not Attempt.objects.get().items.get(position=2).is_answered
    assert page.evaluate(NO_SIDEWAYS)
    axe(page)

    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Terugkijken en inleveren"
    )
    expect(page.get_by_text("Je hebt alle vragen beantwoord.")).to_be_visible()


def _finishes(page: Page, axe: Callable[[Page], None]) -> None:
    # The answer that waited is there: in the list, at its question, and once.
    keyboard.press(page, page.get_by_role("link", name="Vraag 2").last)
    expect(page.locator(f'input[value="{_right(2)}"]')).to_be_checked()
    keyboard.press(page, page.get_by_role("button", name="Bewaar en kijk terug"))
    keyboard.press(page, page.get_by_role("button", name="Inleveren"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Gehaald")
    expect(page.get_by_text("Je had 2 van de 2 vragen goed.")).to_be_visible()
    expect(page.get_by_text("Overleg eerst.")).to_be_visible()
    assert page.evaluate(NO_SIDEWAYS)
    axe(page)
    attempt = Attempt.objects.get()
    assert attempt.passed is True
    assert [item.score for item in attempt.items.order_by("position")] == [1, 1]


def _right(position: int) -> str:
    """The value of the right answer, as the page has it."""
    item = Attempt.objects.get().items.select_related("version").get(position=position)
    found = item.kind.choices(item.version.data)
    return next(choice.key for choice in found if choice.score == 1)

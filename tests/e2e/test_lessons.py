"""Lessons: read, go on elsewhere, choose at a notice, write for oneself, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from elearning.enrolment.actions import finish_item
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Progress
from modules.models import AssessmentPage, LessonPage, PathPage
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

TEXT = "Wat ik aan niemand vertel"
PARTS = [("text", f"<h2>Deel {number}</h2>{'<p>Tekst.</p>' * 30}") for number in "123"]
DIARY = ("diary", {"prompt": "Wat raakte je?"})
ELSEWHERE = "/static/themes/img/mark.svg"


@pytest.fixture
def module():
    return ModulePageFactory()


@pytest.fixture
def lesson(module) -> LessonPage:
    return published(LessonPageFactory(parent=module, body=[*PARTS, DIARY]))


@pytest.fixture
def heavy(module) -> LessonPage:
    return published(LessonPageFactory(parent=module, heavy=True, body=PARTS))


@pytest.fixture
def path(module, lesson, heavy):
    return PathPageFactory(modules=[module])


@pytest.fixture
def bram(path):
    return EnrolmentFactory(path_key=path.key).user


def published(page) -> LessonPage:
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def block(lesson: LessonPage, number: int) -> str:
    return lesson.body.raw_data[number]["id"]


def states(user) -> dict:
    return dict(Progress.objects.filter(user=user).values_list("key", "state"))


# --- Reading and going on -----------------------------------------------------------------------
def test_a_lesson_is_read_and_finished(
    page_either_way: Page, sign_in, bram, path, lesson
):
    page = page_either_way
    sign_in(page, bram)

    page.goto(path.url)
    page.locator("#inhoud").get_by_role("link", name="Begin").first.click()
    expect(page.get_by_role("heading", name=lesson.title, level=1)).to_be_visible()
    page.get_by_role("button", name="Klaar, volgende").click()

    expect(page.get_by_text("Wat je deed, is bewaard.")).to_be_visible()
    assert states(bram) == {lesson.key: ProgressState.DONE}


def test_going_on_in_a_second_browser_starts_where_one_stopped(
    page: Page, open_page, sign_in, bram, path, lesson
):
    sign_in(page, bram)
    page.goto(lesson.url)
    with page.expect_response("**/leren/plek/") as noted:
        page.locator(f"[id='{block(lesson, 2)}']").evaluate(
            "node => node.scrollIntoView()"
        )
    assert noted.value.status == 204

    for javascript in (True, False):
        second = open_page(screen="phone", javascript=javascript)
        sign_in(second, bram)
        second.goto(path.url)
        second.locator("#inhoud").get_by_role("link", name="Ga verder").first.click()

        expect(second).to_have_url(f"{second.url.split('#')[0]}#{block(lesson, 2)}")
        expect(second.get_by_role("heading", name="Deel 3")).to_be_in_viewport()


# --- The notice ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("choice", "words"),
    [("Lees de les", "Deel 1"), ("Lees de tekstversie", "Dezelfde stof in het kort.")],
)
def test_a_heavy_lesson_asks_first_and_both_ways_count_the_same(
    page_either_way: Page, sign_in, bram, heavy, choice, words
):
    page = page_either_way
    sign_in(page, bram)

    page.goto(heavy.url)
    expect(page.get_by_text("Deze les gaat over druk van familie.")).to_be_visible()
    assert states(bram) == {}
    page.get_by_role("button", name=choice).click()
    expect(page.get_by_text(words).first).to_be_visible()
    assert page.url.endswith(heavy.url)
    page.get_by_role("button", name="Klaar, volgende").click()

    assert states(bram) == {heavy.key: ProgressState.DONE}


def test_not_now_leaves_a_heavy_lesson_without_a_trace(
    page_either_way: Page, sign_in, bram, module, heavy
):
    page = page_either_way
    sign_in(page, bram)

    page.goto(heavy.url)
    page.get_by_role("link", name="Nu niet").click()

    expect(page.get_by_role("heading", name=module.title, level=1)).to_be_visible()
    assert states(bram) == {}


def test_three_choices_of_a_notice_look_equal(page: Page, sign_in, bram, heavy):
    sign_in(page, bram)
    page.goto(heavy.url)

    look = """nodes => nodes.map(node => {
        const style = getComputedStyle(node);
        return [style.backgroundColor, style.color, style.fontSize, style.fontWeight,
                style.borderTopColor, node.getBoundingClientRect().height].join(" ");
    })"""
    choices = page.get_by_role("button", name="Lees de").or_(
        page.get_by_role("link", name="Nu niet")
    )
    found = choices.evaluate_all(look)

    assert len(found) == 3
    assert len(set(found)) == 1, found


def test_a_heavy_lesson_goes_on_after_its_notice(
    page_either_way: Page, sign_in, bram, heavy
):
    Progress.objects.create(
        user=bram,
        enrolment=bram.enrolments.get(),
        key=heavy.key,
        kind="lesson",
        place=block(heavy, 2),
    )
    sign_in(page_either_way, bram)

    page_either_way.goto(heavy.url)
    page_either_way.get_by_role("button", name="Lees de les").click()

    expect(page_either_way.get_by_role("heading", name="Deel 3")).to_be_in_viewport()


# --- The private diary --------------------------------------------------------------------------
@pytest.fixture
def sent(page: Page) -> list[str]:
    """Address and body of all that the page sends."""
    seen: list[str] = []
    page.on("request", lambda it: seen.append(f"{it.url} {it.post_data or ''}"))
    return seen


def diary(page: Page):
    return page.get_by_label("Wat raakte je?")


def test_diary_is_never_sent(page: Page, sign_in, bram, lesson, sent):
    sign_in(page, bram)
    page.goto(lesson.url)
    diary(page).fill(TEXT)
    page.mouse.wheel(0, -5000)
    page.wait_for_timeout(3500)

    page.get_by_role("button", name="Klaar, volgende").click()
    expect(page.get_by_text("Wat je deed, is bewaard.")).to_be_visible()

    assert len(sent) > 2
    assert not [line for line in sent if "Wat" in line or "niemand" in line]


def test_diary_is_in_no_form_without_javascript(
    page_without_js: Page, sign_in, bram, lesson
):
    sign_in(page_without_js, bram)
    page_without_js.goto(lesson.url)

    field = diary(page_without_js)
    assert field.evaluate("node => node.form") is None
    assert field.get_attribute("name") is None


def test_diary_is_gone_after_the_way_out_and_back(
    page: Page, sign_in, bram, lesson, settings, base_url
):
    settings.EXIT_URL = base_url.replace("localhost", "127.0.0.1") + ELSEWHERE
    sign_in(page, bram)
    page.goto("/hulp/")
    page.goto(lesson.url)
    diary(page).fill(TEXT)

    page.get_by_role("link", name="Verlaat deze site").click()
    expect(page).to_have_url(settings.EXIT_URL)
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    expect(page).to_have_url(settings.EXIT_URL)
    page.goto(lesson.url)

    expect(diary(page)).to_have_value("")


@pytest.mark.parametrize("moment", ["leernetwerk:leaving", "pagehide"])
def test_diary_is_emptied_when_one_goes(page: Page, sign_in, bram, lesson, moment):
    sign_in(page, bram)
    page.goto(lesson.url)
    diary(page).fill(TEXT)

    target = "window" if moment == "pagehide" else "document"
    page.evaluate(f"{target}.dispatchEvent(new Event('{moment}'))")

    expect(diary(page)).to_have_value("")


def test_diary_is_empty_after_the_back_button(
    page_either_way: Page, sign_in, bram, lesson
):
    sign_in(page_either_way, bram)
    page_either_way.goto(lesson.url)
    diary(page_either_way).fill(TEXT)

    page_either_way.goto("/hulp/")
    page_either_way.go_back()

    expect(diary(page_either_way)).to_have_value("")


# --- Every page of learning, on each screen -----------------------------------------------------
@pytest.fixture
def dina():
    """Somebody on every real path, one lesson along."""
    user = UserFactory()
    for path in PathPage.objects.live():
        enrolment = EnrolmentFactory(user=user, path_key=path.key)
    first = LessonPage.objects.live().filter(sensitive=False).first()
    finish_item(by=user, enrolment=enrolment, key=first.key, kind=ItemKind.LESSON)
    return user


def addresses() -> dict[str, str]:
    real = LessonPage.objects.live()
    lesson = next(
        it for it in real.filter(sensitive=False) if "diary" in str(it.body.raw_data)
    )
    return {
        "home": "/",
        "paths": "/leerroutes/",
        "path": PathPage.objects.live().first().url,
        "modules": "/modules/",
        "module": real.filter(sensitive=True).first().get_parent().url,
        "notice": real.filter(sensitive=True).first().url,
        "lesson": lesson.url,
        "test": AssessmentPage.objects.live().first().url,
        "overview": "/mijn-overzicht/",
        "knowledge": "/kennisbank/",
    }


def fits(page: Page) -> bool:
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return width <= 320


def test_pages_of_learning_are_accessible_and_fit_on_the_smallest_phone(
    page_on_each_screen: Page, sign_in, axe, dina
):
    page = page_on_each_screen
    sign_in(page, dina)

    for name, address in addresses().items():
        page.goto(address)
        axe(page)
        assert fits(page), name

    page.goto("/zoeken/")
    page.locator("#inhoud input[name=q]").fill("signalen")
    page.locator("#inhoud").get_by_role("button", name="Zoeken").click()
    expect(page.locator("#inhoud").get_by_role("link").first).to_be_visible()
    axe(page)
    assert fits(page)

    page.goto(addresses()["notice"])
    page.get_by_role("button", name="Lees de les").click()
    axe(page)
    assert fits(page)

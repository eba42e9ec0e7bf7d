"""Practice in a lesson: by mouse, keyboard and touch, with and without JavaScript; nothing is sent."""

import pytest
from playwright.sync_api import Locator, Page, expect

from modules.models import LessonPage, ModulePage, PathPage
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.integration.modules.test_exercises import (
    ASSIGNMENT,
    CARDS,
    HOTSPOT,
    MARKING,
    MATCH,
    ORDER,
    SCALE,
    TREE,
)

# One real lesson for each kind of exercise.
REAL = [(1, 2), (2, 2), (3, 2), (4, 2), (5, 1), (5, 2), (13, 3), (17, 3)]


@pytest.fixture
def lesson() -> LessonPage:
    page = LessonPageFactory(
        parent=ModulePageFactory(),
        body=[
            ("order", {**ORDER, "feedback": ""}),
            ("marking", MARKING),
            ("scale", SCALE),
            ("hotspot", HOTSPOT),
            ("decision_tree", TREE),
            ("cards", CARDS),
            ("match", MATCH),
            ("assignment", ASSIGNMENT),
        ],
    )
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def bram(lesson):
    path = PathPageFactory(modules=[lesson.get_parent().specific])
    return EnrolmentFactory(path_key=path.key).user


@pytest.fixture
def in_lesson(sign_in, bram, lesson):
    """`in_lesson(page)`: Bram has the lesson before him."""

    def come(page: Page) -> Page:
        sign_in(page, bram)
        page.goto(lesson.url)
        return page

    return come


def exercise(page: Page, kind: str) -> Locator:
    return page.locator(f".block--{kind}")


def test_steps_are_ordered_with_the_keyboard_and_compared(page: Page, in_lesson):
    in_lesson(page)
    order = exercise(page, "order")

    # Each to the top, the last one first.
    for step in ("Drie", "Twee", "Een"):
        button = order.get_by_role("button", name=f"Omhoog: {step}")
        button.focus()
        for _press in range(2):
            page.keyboard.press("Enter")
    order.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(order.locator(".answer-check__said")).to_have_text(["Dit had jij ook."] * 3)
    expect(order.get_by_text("want Twee")).to_be_visible()


def test_steps_are_ordered_without_javascript(page_without_js: Page, in_lesson):
    page = in_lesson(page_without_js)
    order = exercise(page, "order")

    order.get_by_label("Een", exact=True).select_option("1")
    order.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(order.locator(".answer-check__text")).to_have_text(["Een", "Twee", "Drie"])
    expect(order.get_by_text("want Twee")).to_be_visible()


def test_a_text_is_marked_with_the_space_bar(page_either_way: Page, in_lesson):
    page = in_lesson(page_either_way)
    marking = exercise(page, "marking")
    words = marking.locator(".marked-text__words").nth(1)

    before = words.evaluate("node => getComputedStyle(node).textDecorationLine")
    marking.get_by_label("Hij wil niet.").focus()
    page.keyboard.press("Space")

    assert before == "none"
    after = words.evaluate("node => getComputedStyle(node).textDecorationLine")
    assert after == "underline"
    marking.locator("summary").click()
    expect(marking.get_by_text("Mening.")).to_be_visible()


def test_what_one_marked_stands_beside_the_answer(page: Page, in_lesson):
    in_lesson(page)
    marking = exercise(page, "marking")

    marking.get_by_label("Hij kwam laat.").check()
    marking.locator("summary").click()
    said = marking.locator(".answer-check__said")
    expect(said).to_have_text(["Jij markeerde dit.", "Jij markeerde dit niet."])
    marking.get_by_label("Hij wil niet.").check()

    expect(said).to_have_text(["Jij markeerde dit.", "Dit had jij ook."])


def test_a_point_of_the_scale_answers_at_once(page_either_way: Page, in_lesson):
    page = in_lesson(page_either_way)
    scale = exercise(page, "scale")
    expect(scale.get_by_text("Ruimte.")).to_be_hidden()

    scale.get_by_label("advies").focus()
    page.keyboard.press("Space")
    expect(scale.get_by_text("Ruimte.")).to_be_visible()
    page.keyboard.press("ArrowRight")

    expect(scale.get_by_text("Geen nee.")).to_be_visible()
    expect(scale.get_by_text("Ruimte.")).to_be_hidden()


def test_the_picture_and_its_list_are_one_thing(page_either_way: Page, in_lesson):
    page = in_lesson(page_either_way)
    hotspot = exercise(page, "hotspot")
    box = hotspot.get_by_role("checkbox", name="Huur").first
    label = hotspot.locator(".hotspot__label").first
    rect = hotspot.locator(".hotspot__region rect").first

    label.click()
    expect(box).to_be_checked()
    assert rect.evaluate("node => getComputedStyle(node).fillOpacity") == "0.18"
    box.focus()
    page.keyboard.press("Space")

    expect(box).not_to_be_checked()


def test_a_tree_is_walked_with_the_keyboard(page_either_way: Page, in_lesson):
    page = in_lesson(page_either_way)
    tree = exercise(page, "decision_tree")
    expect(tree.get_by_text("Vraag advies.")).to_be_hidden()

    tree.locator("summary").filter(has_text="Ja").focus()
    page.keyboard.press("Enter")
    expect(tree.get_by_text("Bel 112.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(tree.get_by_text("Vraag advies.")).to_be_visible()
    expect(tree.get_by_text("Bel 112.")).to_be_hidden()


def test_nothing_of_an_exercise_is_sent_or_left_behind(page: Page, in_lesson):
    in_lesson(page)
    sent: list[str] = []
    page.on("request", lambda it: sent.append(f"{it.url} {it.post_data or ''}"))

    exercise(page, "scale").get_by_label("dwang").check()
    exercise(page, "marking").get_by_label("Hij wil niet.").check()
    exercise(page, "marking").locator("summary").click()
    page.wait_for_timeout(3500)  # longer than the pause before a place is noted
    told = ("oefening", "dwang", "Hij", "Mening")
    assert [line for line in sent if any(word in line for word in told)] == []
    page.evaluate("document.dispatchEvent(new Event('leernetwerk:leaving'))")

    expect(exercise(page, "scale").get_by_label("dwang")).not_to_be_checked()
    expect(exercise(page, "marking").get_by_text("Mening.")).to_be_hidden()


@pytest.fixture
def dina():
    """Somebody on every real path."""
    user = UserFactory()
    for path in PathPage.objects.live():
        EnrolmentFactory(user=user, path_key=path.key)
    return user


def fits(page: Page) -> bool:
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return width <= 320


def open_all(page: Page) -> None:
    page.evaluate(
        "document.querySelectorAll('.exercise details').forEach(it => it.open = true)"
    )


def test_exercises_are_accessible_folded_and_open(
    page_on_each_screen: Page, axe, in_lesson
):
    page = in_lesson(page_on_each_screen)
    axe(page)

    exercise(page, "marking").get_by_label("Hij wil niet.").check()
    exercise(page, "scale").get_by_label("dwang").check()
    exercise(page, "hotspot").get_by_role("checkbox").first.check()
    open_all(page)

    axe(page)
    assert fits(page)


def test_real_exercises_are_there_and_fit_on_the_smallest_phone(
    phone: Page, sign_in, dina
):
    sign_in(phone, dina)

    for module, number in REAL:
        parent = ModulePage.objects.get(code=f"m{module:02}")
        phone.goto(f"{parent.url}les-{number}/")
        expect(phone.locator(".exercise").first).to_be_visible()
        open_all(phone)
        assert fits(phone), (module, number)

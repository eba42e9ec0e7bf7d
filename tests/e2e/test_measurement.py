"""Where am I? on a phone: by keyboard, with and without JavaScript, and every screen accessible."""

import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from elearning.accounts.enums import Role
from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.actions import enrol_alone
from modules.models import LessonPage, PathPage
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.measurements import finish_modules, measure, measured_person
from toetsen.actions.studying import close_studies
from toetsen.judged import own_test, sheet_of
from toetsen.measured import answers_in, consents_of
from toetsen.measurement.figures import Moment
from toetsen.models import Measurement


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def phone(request: pytest.FixtureRequest, open_page) -> Page:
    return open_page(screen="phone", javascript=request.param)


@pytest.fixture
def scan(request: pytest.FixtureRequest, axe) -> Callable[[Page], None]:
    """axe, where a script can run at all."""
    with_script = "without-js" not in request.node.name
    return axe if with_script else lambda page: None


@pytest.fixture
def dina() -> User:
    user = UserFactory()
    path = PathPage.objects.live().filter(open_to_all=True).first()
    enrol_alone(by=user, path_key=path.key)
    return user


def test_from_the_lesson_to_ones_own_result(
    phone: Page, sign_in, scan, dina: User
) -> None:
    sign_in(phone, dina)
    lesson = LessonPage.objects.get(neutral_title="Veilig starten, les 3")
    phone.goto(lesson.url)
    phone.get_by_role("link", name="Naar de zinnen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Waar sta ik?")
    scan(phone)
    _no_sideways_scrolling(phone)
    phone.get_by_label("Ja, ik doe mee").check()
    phone.get_by_role("button", name="Begin", exact=True).click()

    scan(phone)
    _no_sideways_scrolling(phone)
    _answer_with_the_keyboard(phone)
    phone.get_by_role("button", name="Bewaar en ga later verder").click()
    expect(phone.get_by_text("Wat je invulde, is bewaard.")).to_be_visible()
    scan(phone)

    phone.goto("/meting/vooraf/vragen/")
    for number in range(3, 15):
        phone.locator(f"#zm{number:02}_3").check()
    phone.get_by_role("button", name="Klaar").click()
    expect(phone.get_by_text("2 zinnen staan nog open")).to_be_visible()
    scan(phone)
    phone.get_by_role("button", name="Klaar, laat de rest open").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Wat doe je?")
    phone.get_by_role("link", name="Nu niet").click()
    expect(phone.get_by_text("het dichtst bij “redelijk”").first).to_be_visible()
    scan(phone)
    _no_sideways_scrolling(phone)
    own = Measurement.objects.get(user=dina)
    assert answers_in(own) == {
        "zm01": 2,
        "zm02": None,
        **{f"zm{number:02}": 3 for number in range(3, 15)},
    }
    assert consents_of(dina) == {("evaluatie", 2)}
    phone.goto(lesson.url)
    expect(phone.get_by_text("Je rondde dit af op").first).to_be_visible()


def _answer_with_the_keyboard(phone: Page) -> None:
    """An arrow chooses within a statement, Tab goes to the next: as radio buttons do."""
    phone.locator("#zm01_1").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#zm01_2")).to_be_checked()
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowUp")
    expect(phone.locator("#zm02_6")).to_be_checked()


def test_a_script_keeps_what_is_chosen_before_any_button(
    open_page, sign_in, dina: User
) -> None:
    page = open_page(screen="phone")
    sign_in(page, dina)
    page.goto("/meting/vooraf/")
    page.get_by_role("button", name="Begin", exact=True).click()

    page.get_by_role("group", name="1. ").first.get_by_text("heel goed").click()

    expect(page.get_by_text("Wat je koos, is bewaard.")).to_be_visible()
    assert answers_in(Measurement.objects.get(user=dina)) == {"zm01": 5}


def test_situations_by_keyboard_from_the_overview_to_ones_own_points(
    phone: Page, sign_in, scan, dina: User
) -> None:
    measure(dina, Moment.BEFORE, 3)
    sign_in(phone, dina)
    phone.goto("/mijn-overzicht/")
    phone.get_by_role("link", name="Naar de situaties").click()
    expect(phone.get_by_text("druk in de familie")).to_be_visible()
    _look(phone, scan)
    phone.get_by_role("button", name="Begin", exact=True).press("Enter")

    _look(phone, scan)
    codes = [one.code for one in sheet_of(own_test(dina, Moment.BEFORE)).situations]
    phone.locator(f"#{codes[0]}_1").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator(f"#{codes[0]}_2")).to_be_checked()
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowUp")
    expect(phone.locator(f"#{codes[1]}_5")).to_be_checked()
    phone.get_by_role("button", name="Bewaar en ga later verder").press("Enter")
    expect(phone.get_by_text("Wat je invulde, is bewaard.")).to_be_visible()

    phone.get_by_role("link", name="Doe de situaties").press("Enter")
    phone.get_by_role("button", name="Verder waar ik was").press("Enter")
    for code in codes[2:7]:
        phone.locator(f"#{code}_1").check()
    phone.get_by_role("button", name="Klaar").press("Enter")
    expect(phone.get_by_text("Eén situatie staat nog open")).to_be_visible()
    _look(phone, scan)
    phone.get_by_role("button", name="Klaar, laat de rest open").press("Enter")

    expect(phone.get_by_text("van 100 punten")).to_be_visible()
    _look(phone, scan)
    done = own_test(dina, Moment.BEFORE)
    kept = {codes[0]: "b", codes[1]: None, **dict.fromkeys(codes[2:7], "a")}
    assert (done.is_done, sheet_of(done).choices) == (True, kept)


def test_the_other_pages_of_the_measurement(
    phone: Page, sign_in, scan, dina: User
) -> None:
    """The look back, and deleting: the same care, without a script too."""
    finish_modules(dina.enrolments.get())
    measure(dina, Moment.AFTER, 4)
    sign_in(phone, dina)
    for address in ("/meting/terugblik/", "/meting/wissen/", "/meting/"):
        phone.goto(address)
        _look(phone, scan)
    phone.goto("/meting/terugblik/")
    phone.get_by_role("button", name="Begin", exact=True).press("Enter")
    expect(phone.get_by_text("Hoe was het toen, achteraf gezien?")).to_be_visible()
    _look(phone, scan)


def _people_of_a_study() -> None:
    """Before, after, look back and situations of enough people, frozen; also some who left."""
    for number in range(24):
        measured_person(
            before=1 + number % 3,
            after=None if number < 10 else 2 + number % 3,
            then=1 + number % 2,
            judges=(number % 4 + 1, number % 4 + 3),
        )
    with clock.at(clock.now() + timedelta(days=40)):
        close_studies()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_an_evaluator_reads_the_report_and_takes_the_files(
    open_page, sign_in, axe, screen: str
) -> None:
    _people_of_a_study()
    page = open_page(screen=screen)
    sign_in(page, MembershipFactory(role=Role.EVALUATOR, user=UserFactory()).user)
    page.goto("/dashboard/")
    _look(page, axe)
    page.get_by_role("link", name="Onderzoek naar de leerroutes").press("Enter")

    expect(page.get_by_text("14 mensen vulden het aan het begin")).to_be_visible()
    _look(page, axe)
    page.get_by_text("Andere maten").first.press("Enter")
    expect(page.get_by_role("columnheader", name="d_z").first).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("button", name="Download de bestanden").press("Enter")
    with zipfile.ZipFile(file.value.path()) as archive:
        assert {"rows.csv", "rows.parquet", "codebook.csv"} <= set(archive.namelist())


def test_an_evaluator_needs_no_script(open_page, sign_in) -> None:
    _people_of_a_study()
    page = open_page(screen="phone", javascript=False)
    sign_in(page, MembershipFactory(role=Role.EVALUATOR, user=UserFactory()).user)
    page.goto("/dashboard/onderzoek/evaluatie/")

    expect(
        page.get_by_role("rowheader", name="Situaties, 0 tot 100").first
    ).to_be_visible()
    _no_sideways_scrolling(page)
    with page.expect_download() as file:
        page.get_by_role("button", name="Download de bestanden").click()
    assert file.value.suggested_filename.endswith(".zip")


def _look(page: Page, scan: Callable[[Page], None]) -> None:
    scan(page)
    _no_sideways_scrolling(page)


def _no_sideways_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]

"""A choice or answer that could not be sent, for want of a connection or of a session, is not lost."""

import pytest
from playwright.sync_api import Page, Route, expect

from elearning.accounts.models import User
from elearning.enrolment.actions import enrol_alone
from modules.models import CasePage, CaseRun, PathPage
from modules.queries.case_runs import kept_of
from tests.factories.accounts import PASSWORD, EmailAddressFactory, UserFactory
from tests.factories.cast import Cast, make_cast
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.measured import answers_in, own_measurement
from toetsen.measurement.figures import Moment
from toetsen.models import Attempt

NOT_SENT = "staat op deze pagina en is nog niet verstuurd"


@pytest.fixture
def casus() -> CasePage:
    return CasePage.objects.get(code="casus-a")


@pytest.fixture
def bram(casus: CasePage):
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=PathPage.objects.get(code="ll-a").key)
    return user


def begin(page: Page, casus: CasePage) -> None:
    page.goto(casus.url)
    with page.expect_navigation():
        page.get_by_role("button", name="Lees de casus").click()


def steps() -> int:
    return len(kept_of(CaseRun.objects.get()).trail)


def test_choice_waits_on_the_page_and_is_sent_when_the_connection_is_back(
    phone: Page, sign_in, axe, casus: CasePage, bram
) -> None:
    sign_in(phone, bram)
    begin(phone, casus)
    choice = phone.locator('input[name="choice"][value="a"]')
    choice.check()
    phone.context.set_offline(True)
    button = phone.get_by_role("button", name="Dit doe ik")
    button.focus()
    phone.keyboard.press("Enter")

    expect(phone.get_by_text(NOT_SENT)).to_be_visible()
    expect(choice).to_be_checked()
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="Wat er gebeurt")).to_be_visible()
    assert CaseRun.objects.count() == 1


def test_choice_whose_answer_got_lost_counts_once(
    page: Page, sign_in, casus: CasePage, bram
) -> None:
    sign_in(page, bram)
    begin(page, casus)
    page.locator('input[name="choice"][value="a"]').check()
    sent: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        sent.append(route.request.url)
        if len(sent) == 1:
            route.fetch()  # it arrives, and nobody hears of it
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route(f"**{casus.url}", lose_the_first_answer)
    page.get_by_role("button", name="Dit doe ik").click()

    expect(page.get_by_role("heading", name="Wat er gebeurt")).to_be_visible(
        timeout=15000
    )
    assert len(sent) == 2
    assert steps() == 1


def test_way_out_takes_what_was_not_sent_along(
    page: Page, sign_in, casus: CasePage, bram, settings, base_url
) -> None:
    settings.EXIT_URL = base_url.replace("localhost", "127.0.0.1") + "/elders/"
    sign_in(page, bram)
    begin(page, casus)
    page.locator('input[name="choice"][value="a"]').check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Dit doe ik").click()
    expect(page.get_by_text(NOT_SENT)).to_be_visible()

    kept = page.evaluate("[localStorage.length, sessionStorage.length]")

    assert kept == [0, 0]
    # The other site answers with nothing, so this document stays and could still send.
    page.route(settings.EXIT_URL, lambda route: route.fulfill(status=204))
    page.locator("[data-el-way-out]").first.click(no_wait_after=True)
    page.context.set_offline(False)
    page.wait_for_timeout(3000)  # longer than it waits before it tries again
    assert steps() == 0


# --- A test ---------------------------------------------------------------------------------------
@pytest.fixture
def attempt() -> Attempt:
    cast: Cast = make_cast()
    assessment = make_assessment()
    return start_attempt(
        by=cast.bram,
        enrolment=EnrolmentFactory(user=cast.bram),
        assessment=assessment,
    )


def test_answer_to_a_question_waits_and_is_kept_once(
    page: Page, sign_in, attempt: Attempt
) -> None:
    sign_in(page, attempt.user)
    page.goto(attempt.get_absolute_url())
    page.locator('input[name="choice"]').first.check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_text(NOT_SENT)).to_be_visible()
    expect(page.get_by_text("Hier staat nog geen antwoord")).to_be_hidden()

    page.context.set_offline(False)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Vraag 2")
    first = attempt.items.get(position=1)
    assert first.is_answered
    assert not attempt.items.get(position=2).is_answered


# --- Logged out in the meantime -----------------------------------------------------------------
LOGGED_OUT = "Je bent intussen uitgelogd"


def log_out_in_the_background(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def log_in_in_a_new_tab(page: Page, user: User) -> None:
    """Through the form, for that gives every other page of this browser a token that is too old."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in (opent een nieuw tabblad)").click()
    tab = opened.value
    tab.locator("#id_login").fill(user.email)
    tab.locator("#id_password").fill(PASSWORD)
    tab.locator("#id_password").press("Enter")
    expect(tab.get_by_role("heading", name="Je bent weer ingelogd")).to_be_visible()
    tab.close()


@pytest.fixture
def expired(page_either_way: Page, sign_in, attempt: Attempt) -> Page:
    """Who answered the first question of a test, and was logged out before it was sent."""
    page = page_either_way
    EmailAddressFactory(user=attempt.user)
    sign_in(page, attempt.user)
    page.goto(attempt.get_absolute_url())
    page.locator('input[name="choice"]').nth(1).check()
    log_out_in_the_background(page)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    return page


def test_answer_of_who_was_logged_out_is_saved_after_logging_in(
    expired: Page, attempt: Attempt, axe, request: pytest.FixtureRequest
) -> None:
    has_script = "with-js" in request.node.callspec.id
    expect(expired.get_by_text(LOGGED_OUT).first).to_be_visible()
    if has_script:
        axe(expired)
        expect(expired.locator('input[name="choice"]').nth(1)).to_be_checked()

    log_in_in_a_new_tab(expired, attempt.user)
    if has_script:
        expired.bring_to_front()
        expired.evaluate("window.dispatchEvent(new Event('focus'))")
    else:
        expired.get_by_role("button", name="Verstuur het nu").click()
        expired.get_by_role("button", name="Verstuur het nu").click()

    expect(expired.get_by_role("heading", level=1)).to_contain_text("Vraag 2")
    assert attempt.items.get(position=1).response == "b"


def test_what_is_sent_while_filling_in_waits_for_the_next_change(
    page: Page, sign_in
) -> None:
    dina = UserFactory(verified=True)
    path = PathPage.objects.live().filter(open_to_all=True).first()
    enrol_alone(by=dina, path_key=path.key)
    sign_in(page, dina)
    page.goto("/meting/vooraf/")
    page.get_by_role("button", name="Begin", exact=True).click()
    log_out_in_the_background(page)
    page.locator("#zm01_2").check()
    expect(page.get_by_text(LOGGED_OUT)).to_be_visible()
    expect(page.locator("#zm01_2")).to_be_checked()

    log_in_in_a_new_tab(page, dina)
    page.locator("#zm02_3").check()

    expect(page.get_by_text(LOGGED_OUT)).to_be_hidden()
    expect(page.get_by_text("bewaard").first).to_be_visible()
    answers = answers_in(own_measurement(dina, Moment.BEFORE))
    assert list(answers.values()) == [2, 3]

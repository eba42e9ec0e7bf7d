"""Proofs, one's own record and refreshers in a real browser: keyboard, phone, with and without scripts."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment.actions import enrol_alone
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models import Enrolment, Progress
from modules.models import LessonPage, ModulePage, PathModule, PathPage
from tests.factories.accounts import UserFactory
from tests.factories.editorial import sign_off_whole
from tests.factories.modules import LessonPageFactory, ModulePageFactory

TABS_AT_MOST = 40


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def phone(request: pytest.FixtureRequest, open_page) -> Page:
    return open_page(screen="phone", javascript=request.param, accept_downloads=True)


@pytest.fixture
def scan(request: pytest.FixtureRequest, axe) -> Callable[[Page], None]:
    """axe, where a script can run at all; and never wider than the phone."""

    def look(page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        if "without-js" not in request.node.name:
            axe(page)

    return look


@pytest.fixture
def dina() -> User:
    user = UserFactory(full_name="Dina Bakker")
    enrol_alone(by=user, path_key=PathPage.objects.get(code="ll-cv").key)
    return user


def done(user: User, key: object, days_ago: int = 0) -> None:
    Progress.objects.create(
        user=user,
        enrolment=Enrolment.objects.get(user=user),
        key=key,
        kind=ItemKind.MODULE,
        state=ProgressState.DONE,
        done_at=clock.now() - timedelta(days=days_ago),
    )


def finish_signed_path(user: User) -> None:
    """The path of `user` becomes one signed off module, and she is done with it."""
    path = PathPage.objects.get(code="ll-cv")
    lesson = LessonPageFactory(
        parent=ModulePageFactory(neutral_title="Module 41", minutes=90)
    )
    sign_off_whole(lesson)
    module = lesson.get_parent().specific
    PathModule.objects.filter(path=path).delete()
    PathModule.objects.create(path=path, module=module, required=True)
    done(user, module.key)
    Enrolment.objects.filter(user=user).update(finished_at=clock.now())


def tab_to(page: Page, name: str) -> None:
    """Goes with Tab to the control called `name`."""
    for _press in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        words = page.evaluate("document.activeElement.textContent.trim()")
        if words == name:
            return
    raise AssertionError(f"not reached by Tab: {name}")


def paper(page: Page, link: str) -> PdfReader:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    return PdfReader(BytesIO(Path(waiting.value.path()).read_bytes()))


def test_concept_path_says_why_there_is_no_certificate(
    phone: Page, sign_in, scan, dina: User
) -> None:
    sign_in(phone, dina)

    phone.goto("/mijn-bewijzen/")

    expect(phone.get_by_text("is nog een concept")).to_be_visible()
    expect(phone.get_by_role("button", name="Maak een")).to_have_count(0)
    scan(phone)
    record = paper(phone, "Download als PDF")
    assert record.metadata.title == "Leeroverzicht"
    assert "Dina Bakker" in record.pages[0].extract_text()


def test_certificate_is_made_with_the_keyboard_and_checked_by_another(
    phone: Page, sign_in, scan, open_page, dina: User
) -> None:
    finish_signed_path(dina)
    sign_in(phone, dina)
    phone.goto("/mijn-bewijzen/")
    scan(phone)
    tab_to(phone, "Maak een certificaat")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")

    expect(phone.get_by_text("Klaar: Certificaat.")).to_be_visible()
    scan(phone)
    words = paper(phone, "Certificaat (PDF)").pages[0].extract_text()
    assert "Module 41" in words
    code = words.split("Code ")[-1].split()[0]

    employer = open_page(screen="phone")
    employer.goto("/bewijs/")
    employer.get_by_label("Code op het bewijs").fill(code.lower())
    employer.get_by_label("Naam op het bewijs").fill("Dina Bakker")
    employer.get_by_role("button", name="Nakijken").click()
    expect(employer.get_by_text("Dit bewijs is door ons gemaakt")).to_be_visible()
    expect(employer.get_by_text("De naam is dezelfde")).to_be_visible()
    assert code not in employer.url

    phone.get_by_role("link", name="Intrekken").click()
    scan(phone)
    phone.get_by_role("button", name="Ja, intrekken").click()
    expect(phone.get_by_text("De code werkt niet meer.")).to_be_visible()


def test_who_checks_sees_an_accessible_page(phone: Page, scan) -> None:
    phone.goto("/bewijs/")
    scan(phone)
    phone.get_by_label("Code op het bewijs").fill("BCDF-GHJK-3467")
    phone.get_by_role("button", name="Nakijken").click()

    expect(phone.get_by_text("We kennen deze code niet.").first).to_be_visible()
    scan(phone)


@pytest.mark.parametrize("code", ["m01", "m06"])
def test_refresher_is_found_from_the_start_page_done_and_not_asked_again(
    phone: Page, sign_in, scan, dina: User, code: str
) -> None:
    done(dina, ModulePage.objects.get(code=code).key, days_ago=40)
    refresher = LessonPage.objects.get(
        refresher_after=1, url_path__contains=f"/module-{int(code[1:])}/"
    )
    sign_in(phone, dina)
    phone.goto("/")
    phone.get_by_role("link", name="Naar de oefeningen").click()
    scan(phone)
    expect(phone.get_by_text("vanaf")).to_have_count(2)
    phone.get_by_role("heading", name="Staat voor je klaar").wait_for()
    title = refresher.neutral_title if refresher.sensitive else refresher.title
    phone.get_by_role("link", name=title).click()
    if refresher.sensitive:
        scan(phone)
        phone.get_by_role("button", name="Lees de les").click()

    tab_to(phone, "Laat een mogelijk antwoord zien")
    phone.keyboard.press("Enter")
    expect(phone.locator("details[open] .prose").first).to_be_visible()
    scan(phone)
    phone.get_by_role("button", name="Gedaan").click()

    expect(phone.get_by_text("Opgefrist.")).to_be_visible()
    scan(phone)
    phone.goto("/")
    expect(phone.get_by_role("link", name="Naar de oefeningen")).to_have_count(0)

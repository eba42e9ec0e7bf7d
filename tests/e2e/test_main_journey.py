"""The main job, once, for real: edited, reviewed, published, learned, attended, recorded, seen.

The student's part is walked with and without JavaScript; everything else follows from the first.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from wagtail.models import TaskState

from elearning.accounts.actions import demo
from elearning.accounts.models import Organisation, OutgoingMail, User
from elearning.core import clock
from elearning.dashboard.actions import advance, close_due_periods
from elearning.dashboard.models import VerbRollup
from elearning.dashboard.months import first_of_next
from elearning.enrolment.actions import enrol_alone, make_join_code
from elearning.enrolment.models import Cohort
from elearning.xapi.models import Statement, Verb
from modules.models import AssessmentPage, CasePage, CaseVersion, ModulePage, PathPage
from tests.e2e.editing import REVIEWERS, approve, happens, send_in
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.demo import make_class, person
from tests.factories.network import ActivityFactory
from toetsen.models import Attempt

MAIL = "dina@voorbeeld.example"
PASSWORD = "kalm-water-veen-31"
NEW_WORDS = "Lina komt met haar tante op het spreekuur. Ze gaan zitten."
# After the wrong turn at A01 and its repair: the best choice in every scene.
REST = ("b", "b", "a", "b", "a", "c", "b", "a")


@dataclass
class Stage:
    """Where it happens: the class with its code, and the pages of the module and the test."""

    cohort: Cohort
    code: str
    case: CasePage
    module: ModulePage
    test: AssessmentPage


@pytest.fixture
def stage() -> Stage:
    call_command("make_demo_people", verbosity=0)
    cohort = make_class(name="SW-1C")
    code = make_join_code(
        by=person("docent"), cohort=cohort, expires_on=clock.today() + timedelta(days=7)
    )
    case = CasePage.objects.get(code="casus-a")
    return Stage(
        cohort=cohort,
        code=code.code,
        case=case,
        module=case.get_parent().specific,
        test=AssessmentPage.objects.get(assessment_code="basistoets"),
    )


def test_the_main_job(open_page, sign_in, live_server, stage: Stage) -> None:
    _fill_two_municipalities()
    advance()
    before, known = _rolled_up(), _recorded_about(person("professional"))

    _edit_review_and_publish(open_page, sign_in, stage)
    dina = _learn(open_page, live_server, stage, javascript=True)
    _lecturer_sees_done(open_page, sign_in, stage)
    _attend_a_meeting(open_page, sign_in)

    expected = {
        "registered": 1,
        "completed": 6,
        "answered": 5,
        "passed": 1,
        "attended": 1,
    }
    assert _recorded_about(dina, person("professional")) - known == Counter(expected)
    assert happens(open_page(), lambda: _rolled_up_now() - before == Counter(expected))
    _coordinators_see_what_they_may(open_page, sign_in)


def test_the_student_part_without_javascript(
    open_page, live_server, stage: Stage
) -> None:
    dina = _learn(open_page, live_server, stage, javascript=False)

    assert Attempt.objects.get(user=dina).passed is True


# --- The author and the four roles that review ---------------------------------------------------
def _edit_review_and_publish(open_page, sign_in, stage: Stage) -> None:
    version = CaseVersion.objects.get(case_key=stage.case.key).number
    author = open_page()
    sign_in(author, person("auteur"))
    form = f"/cms/pages/{stage.case.pk}/edit/"
    author.goto(form)
    author.locator(".case-scenes a").first.click()
    author.locator('[name="scene-0-value-situation"]').fill(NEW_WORDS)
    author.get_by_role("button", name="Scène bewaren").click()
    author.get_by_text("De scène is bewaard in het concept.").wait_for()
    # Only then the first reviewer has something to approve.
    assert send_in(author, form, lambda: _steps("in_progress") == 1)
    assert CaseVersion.objects.get(case_key=stage.case.key).number == version

    page = open_page()
    for number, reviewer in enumerate(REVIEWERS, 1):
        sign_in(page, person(reviewer))
        approve(page, form)
        done = happens(page, lambda done=number: _steps("approved") == done)
        assert done, _review_so_far()

    newest = CaseVersion.objects.filter(case_key=stage.case.key).latest("number")
    assert (newest.number, newest.definition["scenes"][0]["situation"]) == (
        version + 1,
        NEW_WORDS,
    )


def _steps(status: str) -> int:
    return TaskState.objects.filter(status=status).count()


def _review_so_far() -> list[tuple[str, str, int]]:
    steps = TaskState.objects.order_by("pk")
    return list(steps.values_list("task__name", "status", "revision_id"))


# --- The student ---------------------------------------------------------------------------------
def _learn(open_page, live_server, stage: Stage, *, javascript: bool) -> User:
    phone = open_page(screen="phone", javascript=javascript)
    dina = _join(phone, live_server, stage)
    _take_a_wrong_turn_and_repair(phone, stage)

    elsewhere = open_page(javascript=javascript)
    _log_in(elsewhere)
    _finish_the_case(elsewhere, stage)
    _finish_the_module(elsewhere, stage)
    _take_the_test(elsewhere, stage)
    return dina


def _join(page: Page, live_server, stage: Stage) -> User:
    page.goto("/meedoen/")
    page.get_by_label("Je code").fill(stage.code)
    page.get_by_role("button", name="Verder met deze code").click()
    page.get_by_label("Je naam").fill("Dina")
    page.get_by_label(re.compile("^E-mail")).fill(MAIL)
    page.get_by_label(re.compile("^Wachtwoord")).fill(PASSWORD)
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()
    dina = User.objects.get(email=MAIL)
    page.goto(_address_in_mail(dina))
    page.get_by_role("main").get_by_role("button").first.click()
    if page.url.endswith("/account/login/"):
        _log_in(page)
    return dina


def _address_in_mail(user: User) -> str:
    text = OutgoingMail.objects.get(to=user).text
    link = next(line for line in text.splitlines() if line.startswith("http"))
    return "/" + link.split("/", 3)[3]


def _log_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label(re.compile("^E-mail")).fill(MAIL)
    page.get_by_label(re.compile("^Wachtwoord")).fill(PASSWORD)
    page.get_by_role("main").get_by_role(
        "button", name=re.compile("Inloggen|Log in|Meld")
    ).first.click()
    expect(page).not_to_have_url(re.compile("/account/login/"))


def _take_a_wrong_turn_and_repair(page: Page, stage: Stage) -> None:
    page.goto(stage.case.url)
    expect(page.get_by_role("button", name="Lees de tekstversie")).to_be_visible()
    page.get_by_role("button", name="Lees de casus").click()
    _choose(page, "c")
    expect(page.get_by_text("gaat in tegen de veiligheidsregel")).to_be_visible()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Herstel").first).to_be_visible()
    _choose(page, "a")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo doen wij dat thuis")


def _choose(page: Page, key: str) -> None:
    page.locator(f'input[name="choice"][value="{key}"]').check()
    page.get_by_role("button", name="Dit doe ik").click()
    page.get_by_role("button", name="Lees waarom").click()


def _finish_the_case(page: Page, stage: Stage) -> None:
    page.goto(stage.case.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo doen wij dat thuis")
    for key in ("a", *REST):
        _choose(page, key)
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Het kan nog, met hulp"
    )


def _finish_the_module(page: Page, stage: Stage) -> None:
    """The other parts: lessons after their notice, the second case as its text version."""
    for part in stage.module.get_children().live().specific():
        # The short situations that come back later are no part of finishing it.
        if part.pk == stage.case.pk or getattr(part, "refresher_after", None):
            continue
        page.goto(part.url)
        if isinstance(part, CasePage):
            page.get_by_role("button", name="Lees de tekstversie").click()
            page.get_by_role("button", name="Ik heb dit gelezen").click()
        else:
            read = page.get_by_role("button", name="Lees de les")
            if read.count():
                read.click()
            page.get_by_role("button", name="Klaar, volgende").click()


def _take_the_test(page: Page, stage: Stage) -> None:
    page.goto(stage.test.url)
    page.get_by_role("button", name="Begin met de toets").click()
    attempt = Attempt.objects.get(user__email=MAIL)
    for item in attempt.items.select_related("version"):
        choices = item.kind.choices(item.version.data)
        right = next(choice.key for choice in choices if choice.score == 1)
        page.locator(f'input[name="choice"][value="{right}"]').check()
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^Bewaar en")).click()
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gehaald")


# --- Those who look on -----------------------------------------------------------------------------
def _lecturer_sees_done(open_page, sign_in, stage: Stage) -> None:
    page = open_page()
    sign_in(page, person("docent"))
    page.goto(f"/dashboard/groepen/{stage.cohort.uuid}/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Dina"))
    expect(row).to_contain_text("gehaald")
    done = page.locator("details").filter(has_text=stage.module.neutral_title)
    done.locator("summary").first.click()
    expect(done.first).to_contain_text(re.compile(r"klaar\s*Dina"))


def _attend_a_meeting(open_page, sign_in) -> None:
    meeting = ActivityFactory(
        begun=True,
        organisation=Organisation.objects.get(name=demo.INSTITUTE),
        title="Bijeenkomst",
    )
    guest, host = open_page(screen="phone"), open_page()
    sign_in(guest, person("professional"))
    sign_in(host, person("netwerk"))
    guest.goto("/netwerk/")
    guest.get_by_label("als professional").check()
    guest.get_by_role("button", name="Vraag om mee te doen").click()
    host.goto("/netwerk/leden/")
    host.get_by_role("button", name="Toelaten Marit Dekker").click()
    guest.goto(f"/netwerk/activiteiten/{meeting.uuid}/")
    guest.get_by_role("button", name="Aanmelden").click()
    expect(guest.get_by_text("Je hebt een plek.")).to_be_visible()
    host.goto(f"/netwerk/activiteiten/{meeting.uuid}/")
    host.get_by_role("link", name="Noteren wie er waren").click()
    host.get_by_label("Marit Dekker").check()
    host.get_by_role("button", name="Opslaan").click()
    expect(host.get_by_text("Opgeslagen wie er waren.")).to_be_visible()


def _fill_two_municipalities() -> None:
    """23 people of one municipality and 9 of another begin on the short path."""
    path = PathPage.objects.get(code="ll-cv")
    for name, number in ((demo.MUNICIPALITY, 23), (demo.OTHER_MUNICIPALITY, 9)):
        organisation = Organisation.objects.get(name=name)
        for user in UserFactory.create_batch(number):
            MembershipFactory(user=user, organisation=organisation)
            enrol_alone(by=user, path_key=path.key, organisation=organisation)


def _coordinators_see_what_they_may(open_page, sign_in) -> None:
    """After the month is closed 9 people are hidden, and the 23 beside them, who would tell of them."""
    with clock.at(
        clock.now().replace(day=3)
        + (first_of_next(clock.today()) - clock.today().replace(day=1))
    ):
        assert close_due_periods()
    other = Organisation.objects.get(name=demo.OTHER_MUNICIPALITY)
    colleague = UserFactory()
    MembershipFactory(user=colleague, organisation=other, coordinator=True)
    large, small = (
        _screen(open_page, sign_in, person("coordinator")),
        _screen(open_page, sign_in, colleague),
    )

    for page in (large, small):
        expect(page.get_by_role("main")).to_contain_text("te klein om")
        figures = page.get_by_role("main").inner_text()
        assert not re.search(r"\b(9|10|23|24|25) (deelnemers|mensen)", figures)


def _screen(open_page, sign_in, user: User) -> Page:
    page = open_page()
    sign_in(page, user)
    page.goto("/dashboard/")
    page.get_by_role("main").get_by_role(
        "link", name=re.compile("Gemeente")
    ).first.click()
    expect(page.get_by_text("Stand eind").first).to_be_visible()
    return page


# --- What the store says ---------------------------------------------------------------------------
def _recorded_about(*people: User) -> Counter[str]:
    actors = {link.actor for user in people for link in user.identity_links.all()}
    verbs = Statement.objects.filter(actor__in=actors).values_list(
        "verb__iri", flat=True
    )
    return Counter(iri.rsplit("/", 1)[1] for iri in verbs)


def _rolled_up_now() -> Counter[str]:
    """After a tick; it leaves what another test process still has open to the next one."""
    advance()
    return _rolled_up()


def _rolled_up() -> Counter[str]:
    names = {verb.pk: verb.iri.rsplit("/", 1)[1] for verb in Verb.objects.all()}
    found: Counter[str] = Counter()
    for row in VerbRollup.objects.all():
        found[names[row.verb_id]] += row.count
    return found

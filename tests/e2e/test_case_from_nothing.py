"""A new case from nothing: written, refused, mended, reviewed, published, played, and seen.

Everything an author does goes through the CMS (ADR 0040, 0042). Two play it in a browser, the
others by the actions behind the pages: it takes ten for each choice before anything may be shown.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import TaskState

from elearning.accounts.models import User
from elearning.core import clock
from modules.actions.case_counters import count_finished_runs
from modules.actions.cases import choose_in_run, go_on, start_run
from modules.actions.choices_seen import freeze_choices
from modules.cases.engine import Phase
from modules.enums import RunState
from modules.models import CasePage, CaseVersion, ModulePage, PathPage
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.editing import REVIEWERS, approve, happens, open_editor, send_in
from tests.factories.demo import make_demo_class, person
from tests.factories.enrolment import EnrolmentFactory

NOTICE = "Deze casus gaat over druk om geld. Er komt geen geweld in beeld."
PEOPLE = 29
# What is only good practice is Wagtail's own: each choice is a region called "Keuze".
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NO_SIDEWAYS = (
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
)


@dataclass(frozen=True)
class Written:
    """One scene as its author types it: its choices as (letter, where it goes)."""

    code: str
    title: str
    choices: tuple[tuple[str, str], ...]
    kind: str = "scene"
    wrong: str = ""


# The second choice of S1 breaks the safety rule and is repaired in R1; that of S3 goes nowhere yet.
SCENES = (
    Written("S1", "Een rekening op tafel", (("a", "S2"), ("b", "S2")), wrong="b"),
    Written("S2", "Wie betaalt er?", (("a", "S3"), ("b", "S3"))),
    Written("S3", "Een vraag onder vier ogen", (("a", "S4"), ("b", "S9"))),
    Written("S4", "Een afspraak", (("a", "EIND"), ("b", "EIND"))),
    Written("R1", "Terug naar de balie", (("a", "TERUG"), ("b", "TERUG")), "repair"),
)


@pytest.fixture
def module() -> ModulePage:
    make_demo_class()
    return ModulePage.objects.get(code="m06")


@pytest.fixture
def author(page: Page, sign_in, module: ModulePage) -> Page:
    page.set_default_timeout(60_000)
    expect.set_options(timeout=30_000)
    sign_in(page, person("auteur"))
    return page


@pytest.fixture(autouse=True)
def _patience_as_it_was():
    yield
    expect.set_options(timeout=5_000)


def test_a_case_from_nothing(author, open_page, sign_in, module) -> None:
    case = _write(author, module)
    _is_refused_for_two_mistakes(author, case)
    _mends_them(author, case)
    _is_reviewed_and_published(open_page, sign_in, author, case)

    _plays(open_page(screen="phone"), sign_in, case, "student", {})
    _sees_nothing_yet(author, case)
    alone = open_page(javascript=False)
    _plays(alone, sign_in, case, "professional", {"S1": "b", "R1": "b", "S4": "b"})
    for number in range(PEOPLE):
        _plays_by_actions(case, number)
    assert count_finished_runs() == PEOPLE + 2
    _sees_nothing_yet(author, case)
    with clock.at(_next_month()):
        assert freeze_choices() >= 1
    _sees_the_choices(author, case)


# --- Writing ---------------------------------------------------------------------------------------
def _write(page: Page, module: ModulePage) -> CasePage:
    open_editor(page, f"/cms/pages/add/modules/casepage/{module.pk}/")
    expect(page).to_have_title(re.compile("Nieuw: Casus"))
    page.locator('[name="title"]').fill("Een rekening op tafel")
    page.locator('[name="code"]').fill("casus-nieuw")
    page.locator('[name="neutral_title"]').fill("Casus N")
    page.locator('[name="minutes"]').fill("15")
    page.locator('[name="sensitive"]').check()
    page.locator('[name="role"]').fill("Jij bent budgetconsulent.")
    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    case = CasePage.objects.get(code="casus-nieuw")

    page.get_by_role("link", name="Scène toevoegen").click()
    for number, scene in enumerate(SCENES):
        _write_scene(page, scene)
        last = number == len(SCENES) - 1
        name = "Scène bewaren" if last else "Bewaren en nog een scène maken"
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text("De scène is bewaard in het concept.")).to_be_visible()
    draft = CasePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert [scene.value["code"] for scene in draft.scenes] == [s.code for s in SCENES]
    _write_the_rest(page, case)
    return case


def _write_scene(page: Page, scene: Written) -> None:
    field = "scene-0-value"
    page.locator(f'[name="{field}-code"]').fill(scene.code)
    page.locator(f'[name="{field}-title"]').fill(scene.title)
    page.locator(f'[name="{field}-kind"]').select_option(scene.kind)
    page.locator(f'[name="{field}-situation"]').fill(f"Dit gebeurt er in {scene.code}.")
    page.locator(f'[name="{field}-safety_rule"]').fill("Vraag eerst of het veilig is.")
    for number, (letter, target) in enumerate(scene.choices):
        _write_choice(page, number, letter, target, wrong=letter == scene.wrong)


def _write_choice(
    page: Page, number: int, letter: str, target: str, *, wrong: bool
) -> None:
    page.get_by_role("button", name="Toevoegen").last.click()
    field = f"scene-0-value-choices-{number}-value"
    page.locator(f'[name="{field}-key"]').fill(letter)
    page.locator(f'[name="{field}-text"]').fill(f"Je kiest {letter}.")
    page.locator(f'[name="{field}-consequence"]').fill(f"Dan gebeurt {letter}.")
    page.locator(f'[name="{field}-feedback"]').fill(f"Daarom {letter}.")
    page.locator(f'[name="{field}-scores-H"]').fill("0" if wrong else "2")
    page.locator(f'[name="{field}-target"]').fill(target)
    if wrong:
        page.locator(f'[name="{field}-red_flag_code"]').fill("RV1")
        page.locator(f'[name="{field}-red_flag_label"]').fill("Te snel gevraagd")
        page.locator(f'[name="{field}-repair"]').fill("R1")
    _choose_a_source(page, page.locator('[data-contentpath="sources"]').nth(number))


def _choose_a_source(page: Page, sources: Locator) -> None:
    """With the window that looks for words; a code alone says nothing to a writer."""
    sources.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Bron").click()
    sources.locator("[data-chooser-action-choose]").last.click()
    window = page.locator(".modal-content")
    words = window.get_by_label("Code of woorden")
    with page.expect_response(re.compile(r"/results/.*meldcode")):
        words.fill("meldcode")
    expect(window.get_by_role("row").nth(1)).to_contain_text(
        re.compile("meldcode", re.I)
    )
    window.locator("a[data-chooser-modal-choice]").first.click()
    expect(window).to_have_count(0)


def _write_the_rest(page: Page, case: CasePage) -> None:
    """An ending, the text version, and what the case asks afterwards; not the notice."""
    open_editor(page, _editor(case))
    page.locator("section[id$=endings-section] button.c-sf-add-button").first.click()
    page.locator('[name="endings-0-value-code"]').fill("E1")
    page.locator('[name="endings-0-value-title"]').fill("Samen verder")
    page.locator('[name="endings-0-value-text"]').fill("Er is een afspraak.")
    version = page.locator("section[id$=alternative-section]").first
    version.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Tekst", exact=True).click()
    version.locator('[contenteditable="true"]').first.click()
    page.keyboard.type("De goede route, in het kort.")
    typed = version.locator('[name="alternative-0-value"]')
    expect(typed).to_have_value(re.compile("in het kort"))
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text("is gewijzigd").first).to_be_visible()


def _editor(case: CasePage) -> str:
    return f"/cms/pages/{case.pk}/edit/"


# --- Refused and mended ----------------------------------------------------------------------------
def _is_refused_for_two_mistakes(page: Page, case: CasePage) -> None:
    assert send_in(page, _editor(case), lambda: _answered(page))

    main = page.locator("main")
    expect(main).to_contain_text("Een gevoelige casus heeft een inhoudsmelding nodig.")
    expect(main).to_contain_text(
        "Deze keuze gaat naar S9, maar die scène bestaat niet."
    )
    # Each once above the form, with its place; and at the scene in the list of scenes.
    above = page.locator(".messages").first
    assert above.inner_text().count("inhoudsmelding nodig") == 1
    assert above.inner_text().count("die scène bestaat niet") == 1
    expect(page.locator(".case-scenes li").nth(2)).to_contain_text("keuze b")
    assert not TaskState.objects.exists()
    assert not CasePage.objects.get(pk=case.pk).live


def _answered(page: Page) -> bool:
    refused = page.get_by_text("inhoudsmelding nodig").first.is_visible()
    return refused or TaskState.objects.filter(status="in_progress").exists()


def _mends_them(page: Page, case: CasePage) -> None:
    page.locator('[name="notice"]').fill(NOTICE)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text("is gewijzigd").first).to_be_visible()

    page.locator(".case-scenes a").nth(2).click()
    target = page.locator('[name="scene-0-value-choices-1-value-target"]')
    # What is wrong stands at the field itself, and its choice is open.
    expect(page.locator("[data-contentpath=choices]")).to_contain_text("S9, maar die")
    expect(target).to_be_visible()
    above = page.get_by_role("region", name="Klopt nog niet in deze scène")
    expect(above.get_by_role("link")).to_have_text(
        "Scène S3, keuze b: Deze keuze gaat naar S9, maar die scène bestaat niet."
    )
    for screen in (DESK, PHONE):
        page.set_viewport_size(screen)
        assert page.evaluate(NO_SIDEWAYS)
        assert faults(page) == []
    page.set_viewport_size(DESK)
    above.get_by_role("link").click()
    target.fill("S4")
    page.get_by_role("button", name="Scène bewaren").click()
    expect(page.get_by_text("De scène is bewaard in het concept.")).to_be_visible()
    expect(page.get_by_text("S9, maar die")).to_have_count(0)


def _is_reviewed_and_published(
    open_page, sign_in, author: Page, case: CasePage
) -> None:
    assert send_in(author, _editor(case), lambda: _answered(author))
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert not CaseVersion.objects.filter(case_key=case.key).exists()
    page = open_page()
    page.set_default_timeout(60_000)
    for number, reviewer in enumerate(REVIEWERS, 1):
        sign_in(page, person(reviewer))
        approve(page, _editor(case))
        approved = TaskState.objects.filter(status="approved")
        assert happens(page, lambda n=number, done=approved: done.count() == n)
    assert CasePage.objects.get(pk=case.pk).live
    assert CaseVersion.objects.get(case_key=case.key).number == 1


# --- Played ----------------------------------------------------------------------------------------
def _plays(
    page: Page, sign_in, case: CasePage, who: str, choices: dict[str, str]
) -> None:
    """To the end, with `choices` by scene and the first choice everywhere else."""
    page.set_default_timeout(60_000)
    user = person(who)
    path = PathPage.objects.get(code="ll-a").key
    if not user.enrolments.filter(path_key=path).exists():
        EnrolmentFactory(user=user, path_key=path)
    sign_in(page, user)
    page.goto(CasePage.objects.get(pk=case.pk).url)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.get_by_role("button", name="Lees de casus").click()
    repaired = (SCENES[4],) if choices.get("S1") == SCENES[0].wrong else ()
    for scene in (SCENES[0], *repaired, *SCENES[1:4]):
        expect(page.get_by_role("heading", level=1)).to_have_text(scene.title)
        choice = choices.get(scene.code, "a")
        page.locator(f'input[name="choice"][value="{choice}"]').check()
        page.get_by_role("button", name="Dit doe ik").click()
        page.get_by_role("button", name="Lees waarom").click()
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samen verder")


def _plays_by_actions(case: CasePage, number: int) -> None:
    """Half take the wrong turn in S1, of whom two do not repair it; a third the second choice of S2 and S4."""
    user: User = EnrolmentFactory(path_key=PathPage.objects.get(code="ll-a").key).user
    answers = {
        "S1": "ab"[number % 2],
        "S2": "baa"[number % 3],
        "S3": "ab"[number // 15],
        "S4": "aab"[number % 3],
        "R1": "b" if number in (1, 3) else "a",
    }
    place = start_run(by=user, page=CasePage.objects.get(pk=case.pk))
    while place.run.state != RunState.FINISHED:
        run, step = place.run.uuid, place.step
        if place.state.phase == Phase.SCENE:
            choice = answers[place.scene.code]
            place = choose_in_run(by=user, run=run, step=step, choice=choice).place
        else:
            place = go_on(by=user, run=run, step=step).place


# --- Seen ------------------------------------------------------------------------------------------
def _next_month() -> datetime:
    first = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    return timezone.make_aware(datetime.combine(first, time(3)))


def _sees_nothing_yet(page: Page, case: CasePage) -> None:
    page.goto(f"/cms/pages/{case.pk}/edit/")
    page.goto(f"/cms/casus/{case.pk}/keuzes/")
    main = page.locator("main")
    expect(main).to_contain_text("Nog niets te tonen van versie 1")
    expect(main).to_contain_text("door tien mensen of meer")
    expect(page.locator(".case-flow__table")).to_have_count(0)


def _sees_the_choices(page: Page, case: CasePage) -> None:
    page.goto(f"/cms/casus/{case.pk}/keuzes/")
    expect(page.locator("main")).to_contain_text("4 van de 5 scènes")
    rows = page.locator(".case-flow__table tbody")
    assert [_row(row) for row in rows.nth(0).locator("tr").all()[1:]] == [
        ("a. Je kiest a.", "15", "50%"),
        ("b. Je kiest b. Rode vlag RV1 Te snel gevraagd", "15", "50%"),
    ]
    # Three took the second choice in the repair scene: its numbers stay hidden, those of the first too.
    expect(rows.nth(4)).to_contain_text("Niet getoond")
    expect(page.locator("svg.case-map__drawing")).to_be_visible()
    exact = page.locator("main").inner_text()
    assert not re.search(r"\b(3|12|16|21|31)\b", exact)
    for screen in (DESK, PHONE):
        page.set_viewport_size(screen)
        assert page.evaluate(NO_SIDEWAYS)
        assert faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe finds in our part of the page, also where it is not sure of a contrast.

    Of texts in a drawing it never is: those have a rim in the colour of the paper.
    """
    size = page.viewport_size
    # So high that no bar lies over a text.
    page.set_viewport_size({**size, "height": 6000})
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "tags => axe.run('main', {runOnly: tags, resultTypes: ['violations', 'incomplete']})",
        WCAG,
    )
    page.set_viewport_size(size)
    unsure = [rule for rule in found["incomplete"] if rule["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {node['html']}"
        for rule in (*found["violations"], *unsure)
        for node in rule["nodes"]
        if not (rule in unsure and node["html"].startswith("<text"))
    ]


def _row(row: Locator) -> tuple[str, ...]:
    cells = [
        " ".join(cell.inner_text().split()) for cell in row.locator("th, td").all()
    ]
    return tuple(cells[:3])

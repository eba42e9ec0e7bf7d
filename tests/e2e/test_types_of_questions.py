"""A question of every type, answered with the keyboard, on a phone and on a desk, with and without
JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories.cast import Cast, make_cast
from tests.factories.questions import of_every_type
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.models import Attempt, AttemptItem

NO_SIDEWAYS = (
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
)

GO_ON = re.compile("^(Ga v|V)erder$")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    assessment = make_assessment("soorten", questions=of_every_type())
    return start_attempt(by=cast.bram, enrolment=cast.enrolment, assessment=assessment)


def choose(page: Page, *labels: str) -> None:
    """With the space bar on each, wherever it stands."""
    for label in labels:
        page.get_by_label(label, exact=False).first.focus()
        page.keyboard.press("Space")


def select(page: Page, names: list[str], values: list[str]) -> None:
    for name, value in zip(names, values, strict=True):
        page.locator(f'select[name="{name}"]').select_option(value)


def type_in(page: Page, text: str) -> None:
    page.get_by_role("textbox").focus()
    page.keyboard.type(text)


def put_in_order(page: Page, keys: list[str], *, javascript: bool) -> None:
    """With the buttons where there are any: each in turn goes up to its place."""
    if not javascript:
        places = [str(place) for place in range(1, len(keys) + 1)]
        select(page, [f"place_{key}" for key in keys], places)
        return
    moved = False
    for place, key in enumerate(keys):
        row = page.locator(f'.select-row:has(select[name="place_{key}"])')
        up = row.get_by_role("button", name="Omhoog")
        up.focus()
        for _ in range(10):
            if row.locator(".select-row__number").inner_text() == f"{place + 1}.":
                break
            page.keyboard.press("Enter")
            expect(up).to_be_focused()
            moved = True
    if moved:
        said = page.locator("[data-el-sortable] [role=status]")
        expect(said).to_contain_text("staat nu op plaats")


def answer(page: Page, item: AttemptItem, *, javascript: bool) -> None:
    kind, data = item.kind.kind, item.version.data
    if kind == "multiple":
        choose(page, "Ik vraag door", "Ik overleg")
    elif kind == "order":
        put_in_order(page, ["a", "b", "c", "d"], javascript=javascript)
    elif kind == "match":
        select(page, ["match_a", "match_b"], ["x", "y"])
    elif kind == "hotspot":
        choose(page, "Lening voor een auto")
    elif kind == "numeric":
        type_in(page, "1.250,50")
    elif kind == "shorttext":
        type_in(page, "veilig thuis")
    elif kind == "rewrite":
        type_in(page, "Zij zei niets.")
        page.get_by_text("Vergelijk met een voorbeeld").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("liet haar man alle vragen")).to_be_visible()
    elif data.get("mode") == "ranked":
        put_in_order(page, ["a", "b", "c"], javascript=javascript)
    elif data.get("mode") == "best_worst":
        page.locator('input[name="best"][value="a"]').focus()
        page.keyboard.press("Space")
        page.locator('input[name="worst"][value="c"]').focus()
        page.keyboard.press("Space")
    else:
        page.locator('input[name="choice"][value="a"]').focus()
        page.keyboard.press("Space")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-js", "without-js"])
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_every_type_with_the_keyboard(
    open_page: Callable[..., Page],
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    cast: Cast,
    attempt: Attempt,
    screen: str,
    javascript: bool,
) -> None:
    page = open_page(screen=screen, javascript=javascript)
    sign_in(page, cast.bram)
    page.goto(attempt.get_absolute_url())

    for item in attempt.items.select_related("version__question"):
        expect(page.get_by_role("heading", level=1)).to_have_text(
            f"Vraag {item.position} van 11"
        )
        if javascript:
            axe(page)
        assert page.evaluate(NO_SIDEWAYS), item.kind.kind
        answer(page, item, javascript=javascript)
        name = re.compile("^Bewaar en") if item.kind.scored else GO_ON
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")

    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Je had 10 van de 10 vragen goed.")).to_be_visible()
    assert page.evaluate(NO_SIDEWAYS)
    if javascript:
        axe(page)


def test_the_picture_chooses_what_its_list_says(
    page: Page, sign_in: Callable[..., None], cast: Cast, attempt: Attempt
) -> None:
    hotspot = next(
        one
        for one in attempt.items.select_related("version__question")
        if one.kind.kind == "hotspot"
    )
    sign_in(page, cast.bram)
    page.goto(f"{attempt.get_absolute_url()}{hotspot.position}/")

    page.locator('[data-el-region="b"] rect').click()

    expect(page.get_by_label("Lening voor een auto")).to_be_checked()
    expect(page.locator('[data-el-region="b"][data-chosen]')).to_have_count(1)


def test_a_rewritten_text_does_not_come_back(
    page: Page, sign_in: Callable[..., None], cast: Cast, attempt: Attempt
) -> None:
    rewrite = next(
        one
        for one in attempt.items.select_related("version__question")
        if one.kind.kind == "rewrite"
    )
    sign_in(page, cast.bram)
    page.goto(f"{attempt.get_absolute_url()}{rewrite.position}/")
    type_in(page, "Zij zei niets.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))

    page.get_by_role("button", name=GO_ON).click()
    page.go_back()

    expect(page.get_by_role("textbox")).to_have_value("")
    assert "niets" not in " ".join(sent)

"""A text goes to the lecturer and comes back: by keyboard or mouse, with and without JavaScript."""

import re
import uuid
from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from modules.actions.portfolio import keep_portfolio_text
from modules.models import PathPage
from tests.factories.cast import make_cast


def hand_in_and_take_back(page: Page, sign_in, look: Callable[[Page], None]) -> None:
    """Bram hands in a text, Anna answers, Bram takes it back; `look` is called on each page."""
    cast = make_cast(path_key=PathPage.objects.get(code="ll-b").key)
    key = uuid.uuid4()
    text = "Ik belde 06 12345678 en oefende een gesprek."
    keep_portfolio_text(by=cast.bram, key=key, title="Mijn plan", text=text)
    own = reverse("portfolio_text", args=[key])

    sign_in(page, cast.bram)
    page.goto(own)
    look(page)
    page.get_by_role("link", name="Lever in bij je docent").click()
    expect(page.get_by_text("Anna de Wit, en wie later")).to_be_visible()
    expect(page.get_by_text("06 12345678: een telefoonnummer")).to_be_visible()
    look(page)
    page.get_by_label("Ja, wie lesgeeft aan deze groep").check()
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_text("Je tekst is ingeleverd.")).to_be_visible()

    sign_in(page, cast.anna)
    page.goto(reverse("cohort", args=[cast.cohort.uuid]))
    page.get_by_role("link", name="Hoe ver zij zijn, en wat is ingeleverd").click()
    page.get_by_role("link", name="Bram Jansen").click()
    expect(page).to_have_title(re.compile("^Ingeleverd"))
    look(page)
    page.get_by_label("Je feedback").fill("Sterk hoe je begon.")
    page.get_by_role("button", name="Geef deze feedback").click()
    expect(page.get_by_text("Je feedback staat bij de tekst.")).to_be_visible()

    sign_in(page, cast.bram)
    page.goto(own)
    expect(page.get_by_text("Sterk hoe je begon.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Haal terug").click()
    expect(page.get_by_text("De tekst is teruggehaald.")).to_be_visible()
    expect(page.get_by_text("Sterk hoe je begon.")).to_have_count(0)


def test_a_text_is_handed_in_answered_and_taken_back(page: Page, sign_in, axe):
    hand_in_and_take_back(page, sign_in, axe)


def test_a_text_is_handed_in_without_javascript(page_without_js: Page, sign_in):
    hand_in_and_take_back(page_without_js, sign_in, lambda _page: None)

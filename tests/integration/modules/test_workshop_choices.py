"""Choices seen: for the author of a case, once a month, never under ten (product rule 4)."""

import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from elearning.core import clock
from modules.actions.choices_seen import freeze_choices
from modules.enums import CounterKind
from modules.models import CaseCounter, CaseVersion, ChoicesSeen
from modules.queries.cases import latest_version
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page, draft_case_page
from tests.factories.editorial import client_of, make_editor

pytestmark = pytest.mark.django_db
NOT_SHOWN = (
    "Niet getoond: een keuze is door minder dan tien mensen gemaakt, of een getal hier zou een "
    "ander verraden."
)
ENOUGH = "S1a 31, S1b 14, S2a 25, S2b 20, R1a 12, R1b 2"
MORE = "S1a 62, S1b 28, S2a 50, S2b 40, R1a 24, R1b 4"
SLIGHTLY_MORE = "S1a 40, S1b 15, S2a 30, S2b 25, R1a 13, R1b 2"


def on(year, month, day):
    return clock.at(
        datetime(year, month, day, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    )


@pytest.fixture
def casus():
    with on(2026, 9, 10):
        return case_page()


@pytest.fixture
def author():
    return client_of(make_editor())


def count(version: CaseVersion, text: str) -> None:
    CaseCounter.objects.filter(version=version).delete()
    for part in text.split(", "):
        place, number = part.split()
        row = {"version": version, "kind": CounterKind.CHOICE, "count": int(number)}
        CaseCounter.objects.create(scene=place[:-1], code=place[-1], **row)


def seen(client, page, query="") -> str:
    response = client.get(reverse("case_choices", args=[page.pk]) + query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def table(html: str) -> list[list[str]]:
    rows = re.findall(
        r"<tr>(.*?)</tr>", html[html.index('<table class="case-flow') :], re.DOTALL
    )
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row]
        for row in cells[1:]
    ]


def test_author_sees_how_often_each_option_was_taken(casus, author):
    count(latest_version(casus.key), ENOUGH)
    with on(2026, 10, 1):
        freeze_choices()

    html = seen(author, casus)

    assert "Versie 1, zoals het stond op 1 oktober 2026: 2 van de 3 scènes" in html
    assert table(html) == [
        ["S1 Titel S1: ongeveer 45 mensen"],
        ["a. Keuze a", "30", "67%", "naar S2"],
        [
            "b. Keuze b Rode vlag RV1 Fout",
            "15",
            "33%",
            "eerst herstellen in R1, naar S2",
        ],
        ["S2 Titel S2: ongeveer 45 mensen"],
        ["a. Keuze a", "25", "56%", "naar het einde"],
        ["b. Keuze b", "20", "44%", "naar het einde"],
        ["R1 Titel R1"],
        [NOT_SHOWN],
    ]
    assert "RV1 (Fout), scène S1: ongeveer 15 mensen" in html


def test_exact_numbers_and_hidden_scenes_are_nowhere_on_the_page(casus, author):
    count(latest_version(casus.key), ENOUGH)
    with on(2026, 10, 1):
        freeze_choices()

    words = re.sub(r"<[^>]+>", " ", seen(author, casus))

    for number in ("31", "14", "12"):
        assert not re.search(rf"\b{number}\b", words)


def test_nothing_is_shown_under_ten_and_the_page_says_why(casus, author):
    count(latest_version(casus.key), "S1a 9, S1b 9, S2a 9, S2b 9")
    with on(2026, 10, 1):
        freeze_choices()

    html = seen(author, casus)

    assert "Nog niets te tonen van versie 1" in html
    assert "door tien mensen of meer" in html
    assert '<svg class="case-map__drawing"' not in html


def test_month_must_be_closed(casus, author):
    count(latest_version(casus.key), ENOUGH)
    with on(2026, 9, 28):
        assert freeze_choices() == 0

    assert "Nog niets te tonen" in seen(author, casus)


def test_a_month_is_decided_once_whatever_comes_later(casus):
    version = latest_version(casus.key)
    with on(2026, 10, 1):
        freeze_choices()
    count(version, ENOUGH)

    with on(2026, 10, 12):
        assert freeze_choices() == 0
    with on(2026, 11, 1):
        assert freeze_choices() == 1


@pytest.mark.parametrize(
    ("later", "day"), [(SLIGHTLY_MORE, "1 oktober 2026"), (MORE, "1 november 2026")]
)
def test_new_figures_come_only_when_nobody_can_be_found_in_the_change(
    casus, author, later, day
):
    version = latest_version(casus.key)
    for month, text in ((10, ENOUGH), (11, later)):
        count(version, text)
        with on(2026, month, 1):
            freeze_choices()

    assert f"zoals het stond op {day}" in seen(author, casus)
    assert ChoicesSeen.objects.get().decided_for.month == 11


def test_each_version_has_its_own_figures(casus, author):
    first = latest_version(casus.key)
    count(first, ENOUGH)
    CaseVersion.objects.create(
        case_key=casus.key, number=2, definition=first.definition
    )
    with on(2026, 10, 1):
        freeze_choices()

    assert "Versie 1, zoals het stond" in seen(author, casus)
    assert "Nog niets te tonen van versie 2" in seen(author, casus, "?versie=2")
    assert "Versie 1, zoals het stond" in seen(author, casus, "?versie=nee")


def test_case_that_was_never_published_says_so(author):
    page = draft_case_page()
    page.save_revision()

    assert "nooit gepubliceerd" in seen(author, page)


def test_only_who_may_edit_the_case_sees_it(casus):
    address = reverse("case_choices", args=[casus.pk])

    assert client_of(UserFactory()).get(address).status_code == 302

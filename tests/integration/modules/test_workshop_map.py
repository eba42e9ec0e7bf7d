"""The map of a case: drawn for its author, equal in words, with each problem at its place."""

import re
from html import unescape

import pytest
from django.urls import reverse

from modules.cases.definition import END
from modules.models import CasePage
from tests.factories.accounts import UserFactory
from tests.factories.cases import choice, draft_case_page, scene, small_case
from tests.factories.editorial import client_of, make_editor

pytestmark = pytest.mark.django_db
BROKEN = (
    scene("S1", choice("a", "S9"), choice("b", "S2")),
    scene("S2", choice("a", END), choice("b", END), safety_rule=""),
)


def draft(**fields: object) -> CasePage:
    page = draft_case_page(small_case(**fields))
    page.save_revision()
    return page


@pytest.fixture
def author():
    return client_of(make_editor())


def seen(client, page: CasePage) -> str:
    response = client.get(reverse("case_map", args=[page.pk]))
    assert response.status_code == 200
    return unescape(response.content.decode())


def labels(html: str) -> list[str]:
    return re.findall(r'class="case-map__link"[^>]*aria-label="([^"]*)"', html)


def words(html: str) -> list[str]:
    listed = html[html.index("De kaart in woorden") :]
    return re.findall(r"<li>([^<]+)</li>", listed)


def test_map_draws_every_scene_and_says_the_same_in_words(author):
    html = seen(author, draft())

    assert labels(html) == ["S1, Titel S1", "S2, Titel S2", "R1, herstel"]
    assert words(html) == [
        "Keuze a: naar S2",
        "Keuze b: rode vlag RV1, eerst herstellen in R1, naar S2",
        "Keuze a: naar het einde",
        "Keuze b: naar het einde",
        "Keuze a: terug naar waar de rode vlag heen ging",
        "Keuze b: terug naar waar de rode vlag heen ging",
    ]
    assert "2 scènes, 1 herstelscène, alles klopt" in html


def test_problems_stand_at_their_scene_in_drawing_and_words(author):
    html = seen(author, draft(scenes=BROKEN))

    assert labels(html) == ["S1, Titel S1, 1 probleem", "S2, Titel S2, 1 probleem"]
    assert words(html)[0] == (
        "Scène S1, keuze a: Deze keuze gaat naar S9, maar die scène bestaat niet."
    )
    assert "Scène S2: Er is geen veiligheidsregel." in words(html)


def test_problem_of_the_page_stands_apart_with_a_link_to_its_field(author):
    page = draft_case_page(notice="")
    page.save_revision()

    html = seen(author, page)

    assert (
        f'<a href="/cms/pages/{page.pk}/edit/#:w:contentpath=notice" target="_top">'
        "Een gevoelige casus heeft een inhoudsmelding nodig.</a>"
    ) in html


def test_scene_links_to_its_form(author):
    page = draft()

    html = seen(author, page)

    block = page.scenes[1].id
    address = f"/cms/casus/{page.pk}/scene/{block}/"
    assert f'href="{address}" target="_top" aria-label="S2, Titel S2"' in html


def test_map_shows_the_draft_and_not_what_is_published(author):
    page = draft()
    page.scenes[0].value["title"] = "Een nieuwe titel"
    page.save_revision()

    assert "S1, Een nieuwe titel" in labels(seen(author, page))


def test_text_of_an_author_cannot_become_markup(author):
    page = draft()
    page.scenes[0].value["title"] = '"><script>alert(1)</script>'
    page.save_revision()

    html = author.get(reverse("case_map", args=[page.pk])).content.decode()

    assert "<script>alert(1)" not in html


def test_case_without_scenes_says_what_to_do(author):
    assert "Er zijn nog geen scènes." in seen(author, draft(scenes=()))


def test_preview_draws_the_case_as_a_map(author):
    page = draft()
    revision = page.get_latest_revision()
    url = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])

    drawn = author.get(f"{url}?mode=map").content.decode()
    read = author.get(url).content.decode()

    assert 'class="case-map__drawing"' in drawn
    assert 'class="case-map__drawing"' not in read


@pytest.mark.parametrize(
    "client",
    [lambda: client_of(UserFactory()), lambda: client_of(make_editor("expert"))],
)
def test_map_is_for_who_may_edit_the_page(client):
    """A learner, and an expert whose turn it is not."""
    page = draft()

    response = client().get(reverse("case_map", args=[page.pk]))

    assert response.status_code in (302, 403)
    assert "Titel S1" not in response.content.decode()


def test_expert_sees_the_map_of_a_page_that_is_sent_in():
    page = draft()
    make_editor()
    page.get_workflow().start(page, UserFactory())

    assert labels(seen(client_of(make_editor("expert")), page)) == [
        "S1, Titel S1",
        "S2, Titel S2",
        "R1, herstel",
    ]


def test_editor_links_to_the_map(author):
    page = draft()

    html = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert reverse("case_map", args=[page.pk]) in html.content.decode()

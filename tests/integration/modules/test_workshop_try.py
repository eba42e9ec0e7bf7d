"""Trying a draft: played as a learner would, and nothing of it is anywhere afterwards."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from modules.cases.definition import END
from modules.models import CasePage
from tests.factories.accounts import UserFactory
from tests.factories.cases import choice, draft_case_page, scene, small_case
from tests.factories.editorial import client_of, make_editor

pytestmark = pytest.mark.django_db


def draft(**fields: object) -> CasePage:
    page = draft_case_page(small_case(**fields))
    page.save_revision()
    return page


class Player:
    """Sends each form as the page that came before had it."""

    def __init__(self, page: CasePage, client=None) -> None:
        self.url = reverse("case_try", args=[page.pk])
        self.client = client or client_of(make_editor())
        self.response = self.client.get(self.url)

    @property
    def html(self) -> str:
        return unescape(self.response.content.decode())

    @property
    def text(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.html).split())

    def send(self, action: str, key: str = "") -> str:
        bookmark = re.search(
            r'name="bookmark" value="([^"]*)"', self.response.content.decode()
        )
        data = {"action": action, "choice": key}
        data["bookmark"] = unescape(bookmark[1]) if bookmark else ""
        self.response = self.client.post(self.url, data)
        return self.text

    def choose(self, key: str) -> str:
        self.send("choose", key)
        self.send("on")
        return self.send("on")


def test_draft_is_played_as_a_learner_would_play_it():
    player = Player(draft())
    assert "Situatie S1" in player.text

    assert "Gevolg van b" in player.send("choose", "b")
    assert "Reden bij b" in player.send("on")
    assert "Situatie R1" in player.send("on")
    assert "Situatie S2" in player.choose("a")
    ended = player.choose("b")

    assert "Het kan nog" in ended
    assert (
        "Dit is het eerste einde waarvan een regel klopt: "
        "Een rode vlag is hersteld; het merk WEG is gezet"
    ) in ended


def test_author_sees_what_a_choice_means_for_the_rules():
    player = Player(draft())

    shown = player.send("choose", "b")

    assert "Punten van deze keuze: S 0, A 0, H 0, W 0" in shown
    assert "Rode vlag: RV1 (Fout)" in shown
    assert "Je probeert het concept uit." in shown


def test_one_choice_back():
    player = Player(draft())
    player.choose("a")

    assert "Situatie S1" in player.send("undo")


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_models()}


def test_playing_to_the_end_writes_nothing_at_all():
    player = Player(draft())
    before = counts()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        player.choose("b")
        player.choose("a")
        player.choose("b")

    written = [
        query["sql"]
        for query in queries
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"], re.IGNORECASE)
    ]
    assert "Het kan nog" in player.text
    assert written == []
    assert counts() == before


def test_choice_that_leads_nowhere_says_so_and_can_be_undone():
    scenes = (scene("S1", choice("a", "S9"), choice("b", END)),)
    player = Player(draft(scenes=scenes))

    shown = player.choose("a")

    assert player.response.status_code == 422
    assert "Deze keuze gaat naar S9, maar die scène bestaat niet." in shown
    assert "Situatie S1" in player.send("undo")


def test_no_choice_asks_for_one():
    player = Player(draft())

    assert "Kies eerst wat je doet." in player.send("choose")
    assert player.response.status_code == 422


def test_way_that_the_draft_no_longer_has_begins_again():
    page = draft()
    player = Player(page)
    player.send("choose", "a")
    page.scenes[0].value["choices"][0]["key"] = "z"
    page.save_revision()

    shown = player.send("on")

    assert "De casus is intussen veranderd, dus je begint vooraan." in shown
    assert "Situatie S1" in shown


def test_no_ending_says_what_to_do():
    player = Player(draft(endings=()))
    player.choose("a")

    assert "Geen enkel einde klopt bij deze keuzes." in player.choose("a")


def test_case_without_scenes_says_what_to_do():
    assert "Er is nog niets om te proberen" in Player(draft(scenes=())).text


@pytest.mark.parametrize(
    "bookmark", ["{", '{"trail": 1}', '{"phase": "never"}', "[" * 30_000, "x" * 30_000]
)
def test_bookmark_from_elsewhere_is_refused(bookmark):
    client = client_of(make_editor())

    response = client.post(
        reverse("case_try", args=[draft().pk]), {"bookmark": bookmark, "action": "on"}
    )

    assert response.status_code == 400


def test_trail_is_not_in_an_address():
    player = Player(draft())
    player.send("choose", "b")

    assert player.response.request["QUERY_STRING"] == ""
    assert not re.search(r'href="[^"]*S1[^"]*"', player.html)


def test_learner_cannot_try_a_draft():
    response = client_of(UserFactory()).get(reverse("case_try", args=[draft().pk]))

    assert response.status_code in (302, 403)
    assert "Situatie S1" not in response.content.decode()

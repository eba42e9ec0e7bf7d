"""State, activity profile and agent profile (Communication 2.2, 2.3, 2.6, 2.7, 3.1)."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from elearning.core import clock
from elearning.xapi.models import Document
from tests.conformance.xapi.conftest import Speaker
from tests.conformance.xapi.statements import ACTIVITY, AGENT, OTHER, UUID

STATE = (
    "/xapi/activities/state",
    {"activityId": ACTIVITY["id"], "agent": AGENT, "stateId": "s"},
)
ABOUT_ACTIVITY = (
    "/xapi/activities/profile",
    {"activityId": ACTIVITY["id"], "profileId": "p"},
)
ABOUT_AGENT = ("/xapi/agents/profile", {"agent": AGENT, "profileId": "p"})
ALL = [STATE, ABOUT_ACTIVITY, ABOUT_AGENT]
PROFILES = [ABOUT_ACTIVITY, ABOUT_AGENT]
Kind = tuple[str, dict[str, Any]]


@pytest.fixture(params=ALL, ids=["state", "activity", "agent"])
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


def test_a_document_comes_back_as_it_was(speaker: Speaker, kind: Kind) -> None:
    path, names = kind
    speaker.send("POST", path, b'{"a" : 1}', **names)

    response = speaker.send("GET", path, **names)

    assert (response.content, response["Content-Type"]) == (
        b'{"a" : 1}',
        "application/json",
    )
    assert (len(response["ETag"]), response["ETag"][0]) == (42, '"')
    assert response["Last-Modified"]


def test_post_merges_the_top_level(speaker: Speaker, kind: Kind) -> None:
    """XAPI-00183 to XAPI-00185."""
    path, names = kind
    speaker.send("POST", path, {"a": {"x": 1}, "b": 1}, **names)
    speaker.send("POST", path, {"a": {"y": 2}}, **names)

    assert json.loads(speaker.send("GET", path, **names).content) == {
        "a": {"y": 2},
        "b": 1,
    }


@pytest.mark.parametrize(
    ("before", "content_type", "after"),
    [
        (b"{}", "text/plain", b"x"),
        (b"{}", "application/json", b"[1]"),
        (b"{}", "application/json", b'{"a":1,"a":2}'),
        (b"{}", "application/json", b"{"),
    ],
)
def test_what_cannot_be_merged_changes_nothing(
    speaker: Speaker, kind: Kind, before: bytes, content_type: str, after: bytes
) -> None:
    """XAPI-00229."""
    path, names = kind
    speaker.send("POST", path, before, **names)

    response = speaker.send("POST", path, after, content_type, **names)

    assert response.status_code == 400
    assert speaker.send("GET", path, **names).content == before


def test_a_wrong_etag_changes_nothing(two: Speaker, kind: Kind) -> None:
    """2.0 4.1.4: PUT, POST and DELETE."""
    path, names = kind
    two.send("POST", path, b'{"a":1}', **names)
    wrong = {"If-Match": '"1234"'}

    answers = [
        two.send(method, path, b"{}", headers=wrong, **names).status_code
        for method in ("PUT", "POST", "DELETE")
    ]

    assert answers == [412, 412, 412]
    assert two.send("GET", path, **names).content == b'{"a":1}'


def test_the_right_etag_opens(speaker: Speaker, kind: Kind) -> None:
    path, names = kind
    speaker.send("POST", path, b"{}", **names)
    etag = speaker.send("GET", path, **names)["ETag"]

    response = speaker.send(
        "PUT", path, b'{"a":1}', headers={"If-Match": etag}, **names
    )

    assert response.status_code == 204
    assert speaker.send("GET", path, **names).content == b'{"a":1}'


@pytest.mark.parametrize(("path", "names"), PROFILES, ids=["activity", "agent"])
def test_put_of_a_profile_without_a_condition(
    one: Speaker, path: str, names: dict[str, Any]
) -> None:
    """1.0.3, Communication 3.1: 400 when new, 409 when it exists; If-None-Match: * once."""
    fresh = {"If-None-Match": "*"}
    answers = [
        one.send("PUT", path, b"{}", **names).status_code,
        one.send("PUT", path, b"{}", headers=fresh, **names).status_code,
        one.send("PUT", path, b"{}", headers=fresh, **names).status_code,
        one.send("PUT", path, b"{}", **names).status_code,
    ]

    assert answers == [400, 204, 412, 409]


def test_put_of_a_state_needs_no_condition_in_1(one: Speaker, two: Speaker) -> None:
    """1.0.3 exempts State; the suite of 2.0 wants a condition for whatever exists."""
    path, names = STATE

    later = replace(one, version=two.version)

    answers = [
        s.send("PUT", path, b"{}", **names).status_code for s in (one, one, later)
    ]

    assert answers == [204, 204, 409]


def test_ids_are_listed_since(speaker: Speaker, kind: Kind) -> None:
    path, names = kind
    shelf = {
        key: value
        for key, value in names.items()
        if key not in {"stateId", "profileId"}
    }
    speaker.send("POST", path, b"{}", **names)
    later = (clock.now() + timedelta(hours=1)).isoformat()

    assert json.loads(speaker.send("GET", path, **shelf).content) == [
        [*names.values()][-1]
    ]
    assert json.loads(speaker.send("GET", path, since=later, **shelf).content) == []


def test_a_state_belongs_to_its_registration(speaker: Speaker) -> None:
    path, names = STATE
    speaker.send("POST", path, b"{}", registration=UUID, **names)

    assert speaker.send("GET", path, **names).status_code == 404
    assert speaker.send("GET", path, registration=UUID, **names).status_code == 200


def test_delete_of_all_states_of_an_agent_leaves_another_alone(
    speaker: Speaker,
) -> None:
    path, names = STATE
    speaker.send("POST", path, b"{}", **names)
    speaker.send("POST", path, b"{}", **{**names, "agent": OTHER})

    speaker.send("DELETE", path, activityId=ACTIVITY["id"], agent=AGENT)

    assert [d.agent.ifi for d in Document.objects.select_related("agent")] == [
        "account https://leer.example bram"
    ]


@pytest.mark.parametrize("missing", ["activityId", "agent", "stateId"])
def test_a_state_without_its_names_is_refused(speaker: Speaker, missing: str) -> None:
    path, names = STATE
    left = {key: value for key, value in names.items() if key != missing}

    assert speaker.send("PUT", path, b"{}", **left).status_code == 400


def test_person_has_lists(speaker: Speaker) -> None:
    """XAPI-00240: every property of a Person is an array; an unknown agent is one all the same."""
    response = speaker.send("GET", "/xapi/agents", agent={**AGENT, "name": "Anna"})

    assert json.loads(response.content) == {
        "objectType": "Person",
        "name": ["Anna"],
        "mbox": ["mailto:anna@leer.example"],
    }

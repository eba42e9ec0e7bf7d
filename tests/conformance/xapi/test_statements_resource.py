"""The Statements resource: storing, asking, voiding (Communication 2.1, Data 2.3)."""

import json
import uuid

import pytest

from elearning.xapi.models import Statement
from tests.conformance.xapi.conftest import Speaker
from tests.conformance.xapi.statements import (
    ACTIVITY,
    AGENT,
    GROUP,
    OTHER,
    UUID,
    statement,
)

VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
SUB = {"objectType": "SubStatement", **statement(actor=OTHER)}


def ref(to: str) -> dict[str, str]:
    return {"objectType": "StatementRef", "id": to}


def another(number: int) -> dict[str, str]:
    return {"objectType": "Activity", "id": f"https://leer.example/a/{number}"}


# --- Storing ---------------------------------------------------------------------------------
def test_post_gives_the_ids_in_order(speaker: Speaker) -> None:
    """XAPI-00140: an array of ids, in the order of the batch."""
    wanted = [str(uuid.uuid4()) for _ in range(3)]

    assert speaker.post(*(statement(id=one) for one in wanted)) == wanted


def test_what_the_store_fills_in(speaker: Speaker) -> None:
    """Data 2.3.1: id, timestamp, stored, authority, version; all else letter for letter."""
    raw = b'{"actor": {"mbox":"mailto:a@b.nl"},\n "verb":{"id":"http:\\/\\/x.y/z"},"object":{"id":"http://x.y/1"},"stored":"2013-05-18T05:32:34.804Z"}'

    speaker.send("POST", body=raw)

    body = Statement.objects.get().body
    found = json.loads(body)
    assert '{"mbox":"mailto:a@b.nl"}' in body
    assert '{"id":"http:\\/\\/x.y/z"}' in body
    assert found["timestamp"] == found["stored"] != "2013-05-18T05:32:34.804Z"
    assert found["version"] == {"1.0.3": "1.0.0", "2.0.0": "2.0.0"}[speaker.version]
    assert found["authority"]["objectType"] == "Agent"


def test_the_same_again_is_stored_once(speaker: Speaker) -> None:
    """XAPI-00139."""
    speaker.post(statement(id=UUID))

    assert speaker.post(statement(id=UUID)) == [UUID]
    assert Statement.objects.count() == 1


def test_another_statement_with_the_same_id_is_a_conflict(speaker: Speaker) -> None:
    """XAPI-00136: 409, and nothing of the batch is stored."""
    speaker.post(statement(id=UUID))

    response = speaker.send("POST", body=[statement(), statement(id=UUID, actor=OTHER)])

    assert (response.status_code, Statement.objects.count()) == (409, 1)


def test_a_batch_with_one_wrong_statement_stores_nothing(speaker: Speaker) -> None:
    """XAPI-00010; the answer says which."""
    response = speaker.send("POST", body=[statement(), statement(verb={"id": "x"})])

    assert (response.status_code, Statement.objects.count()) == (400, 0)
    assert json.loads(response.content)["pointer"] == "/1/verb/id"


def test_an_id_twice_in_a_batch_is_refused(two: Speaker) -> None:
    """2.0 4.1.6.1."""
    response = two.send("POST", body=[statement(id=UUID), statement(id=UUID)])

    assert response.status_code == 400


def test_put_stores_under_the_id_of_the_address(speaker: Speaker) -> None:
    """XAPI-00142, XAPI-00143."""
    answers = [
        speaker.send("PUT", body=statement(), statementId=UUID).status_code,
        speaker.send(
            "PUT", body=statement(id=str(uuid.uuid4())), statementId=UUID
        ).status_code,
        speaker.send("PUT", body=statement()).status_code,
    ]

    assert (answers, speaker.get(statementId=UUID)["id"]) == ([204, 400, 400], UUID)


def test_a_timestamp_of_2_is_in_utc(two: Speaker) -> None:
    """2.0 4.2.7."""
    two.post(statement(id=UUID, timestamp="2026-03-04T12:00:00+01:00"))

    assert two.get(statementId=UUID)["timestamp"] == "2026-03-04T11:00:00Z"


def test_single_context_activities_come_back_in_a_list(speaker: Speaker) -> None:
    """XAPI-00084."""
    speaker.post(statement("context/contextActivities/parent", ACTIVITY, id=UUID))

    found = speaker.get(statementId=UUID)
    assert found["context"]["contextActivities"] == {"parent": [ACTIVITY]}


# --- Voiding ---------------------------------------------------------------------------------
@pytest.mark.parametrize("voiding_first", [False, True])
def test_a_voided_statement_is_found_as_such_only(
    speaker: Speaker, voiding_first: bool
) -> None:
    """XAPI-00018, XAPI-00020; 2.0: also when the voiding statement came first."""
    pair = [statement(id=UUID), statement(verb=VOIDED, object=ref(UUID))]

    for made in reversed(pair) if voiding_first else pair:
        speaker.post(made)

    assert speaker.send("GET", statementId=UUID).status_code == 404
    assert speaker.get(voidedStatementId=UUID)["id"] == UUID
    assert UUID not in speaker.ids()


def test_a_voiding_statement_is_never_voided(speaker: Speaker) -> None:
    """XAPI-00016."""
    speaker.post(statement(verb=VOIDED, object=ref(str(uuid.uuid4())), id=UUID))
    speaker.post(statement(verb=VOIDED, object=ref(UUID)))

    assert speaker.send("GET", statementId=UUID).status_code == 200


# --- Asking ----------------------------------------------------------------------------------
def test_filters_find_what_they_should(speaker: Speaker) -> None:
    """XAPI-00155 to XAPI-00165."""
    by_actor, by_group, as_object, in_context, in_sub = speaker.post(
        statement(actor=OTHER),
        statement(actor=GROUP, object=another(2)),
        statement(object=OTHER),
        statement("context/instructor", OTHER, object=another(2)),
        statement(object=SUB),
    )

    assert set(speaker.ids(agent=OTHER)) == {by_actor, by_group, as_object}
    assert set(speaker.ids(agent=OTHER, related_agents=True)) == {
        by_actor,
        by_group,
        as_object,
        in_context,
        in_sub,
    }
    assert set(speaker.ids(activity=ACTIVITY["id"])) == {by_actor}
    assert set(speaker.ids(activity=ACTIVITY["id"], related_activities=True)) == {
        by_actor,
        in_sub,
    }
    assert speaker.ids(agent=OTHER, activity=another(2)["id"]) == [by_group]
    assert speaker.ids(verb="http://example.com/never") == []


def test_context_agents_are_related(two: Speaker) -> None:
    """2.0 4.1.6.1."""
    [made] = two.post(
        statement(
            context={"contextAgents": [{"objectType": "contextAgent", "agent": OTHER}]}
        )
    )

    assert (two.ids(agent=OTHER), two.ids(agent=OTHER, related_agents=True)) == (
        [],
        [made],
    )


def test_what_points_at_a_match_is_found_as_well(speaker: Speaker) -> None:
    """XAPI-00153: through a chain, and also when the target is voided or comes last."""
    target, pointing, further = (str(uuid.uuid4()) for _ in range(3))
    seen = {"id": "http://adlnet.gov/expapi/verbs/experienced"}
    wanted = "http://example.com/wanted"

    speaker.post(statement(id=further, object=ref(pointing), verb=seen))
    speaker.post(statement(id=target, verb={"id": wanted}))
    speaker.post(statement(id=pointing, object=ref(target), verb=seen))

    assert set(speaker.ids(verb=wanted)) == {target, pointing, further}
    [void] = speaker.post(statement(object=ref(target), verb=VOIDED))
    assert set(speaker.ids(verb=wanted)) == {pointing, further, void}


def test_more_goes_on_to_the_end(speaker: Speaker) -> None:
    """XAPI-00108, XAPI-00111."""
    made = speaker.post(*(statement(actor=OTHER) for _ in range(5)))
    found, answer = [], speaker.get(agent=OTHER, limit="2", ascending=True)

    while True:
        found += [one["id"] for one in answer["statements"]]
        if not answer["more"]:
            break
        answer = json.loads(speaker.send("GET", answer["more"]).content)

    assert found == made


def test_since_and_until_are_about_storing(speaker: Speaker) -> None:
    """XAPI-00157, XAPI-00158: after `since`, not after `until`."""
    first = speaker.post(statement())
    stored = speaker.get()["statements"][0]["stored"]

    assert (speaker.ids(since=stored), speaker.ids(until=stored)) == ([], first)


def test_ids_and_canonical(speaker: Speaker) -> None:
    """XAPI-00170, XAPI-00171: only identifiers; the definition of all statements, in one language."""
    named = {"name": {"nl": "Les", "en": "Lesson"}}
    speaker.post(
        statement(object={**ACTIVITY, "definition": named}),
        statement(id=UUID, actor={**AGENT, "name": "Anna"}),
    )

    shown = speaker.send(
        "GET",
        statementId=UUID,
        format="canonical",
        headers={"Accept-Language": "en-GB, nl;q=.5"},
    )

    assert json.loads(shown.content)["object"]["definition"] == {
        "name": {"en": "Lesson"}
    }
    assert speaker.get(statementId=UUID, format="ids")["actor"] == AGENT


@pytest.mark.parametrize(
    "parameters",
    [
        {"statementid": UUID},
        {"statementId": UUID, "voidedStatementId": UUID},
        {"statementId": UUID, "limit": "1"},
        {"agent": "x"},
        {"agent": {"name": "x"}},
        {"verb": "completed"},
        {"format": "short"},
        {"attachments": "yes"},
        {"from": "x"},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(
    speaker: Speaker, parameters: dict[str, object]
) -> None:
    """XAPI-00151, XAPI-00334; Consistent-Through all the same (XAPI-00150)."""
    response = speaker.send("GET", **parameters)

    assert response.status_code == 400
    assert response["X-Experience-API-Consistent-Through"]

"""The rules of a statement, one line each, with the requirement it comes from and the place."""

from typing import Any

import pytest

from tests.conformance.xapi.statements import (
    ACTIVITY,
    AGENT,
    GROUP,
    OTHER,
    STATEMENT,
    SUBSTATEMENT,
    UUID,
    refusal,
    statement,
)

ACCOUNT = {"homePage": "https://leer.example", "name": "x"}
IFIS = {
    "mbox": "mailto:a@b.nl",
    "mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9",
    "openid": "https://openid.example/a",
    "account": ACCOUNT,
}
REF = {"objectType": "StatementRef", "id": UUID}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
ATTACHMENT = {
    "usageType": "https://leer.example/use",
    "display": {"nl": "Bijlage"},
    "contentType": "text/plain",
    "length": 3,
    "sha2": "a" * 64,
}


def choice(**changes: object) -> dict[str, Any]:
    definition = {
        "interactionType": "choice",
        "choices": [{"id": "a"}, {"id": "b", "description": {"nl": "B"}}],
        "correctResponsesPattern": ["a"],
    }
    return {**ACTIVITY, "definition": {**definition, **changes}}


VALID = {
    "XAPI-00013 the least there is": statement(),
    "XAPI-00001 null in an extension": statement(
        "result/extensions", {"https://x.example/e": None}
    ),
    "XAPI-00027 id in capitals": statement(id=UUID.upper()),
    "XAPI-00031 an anonymous Group": statement(actor=GROUP),
    "XAPI-00047 an Agent as object": statement(object=AGENT),
    "XAPI-00047 a Group as object": statement(object=GROUP),
    "XAPI-00072 a StatementRef": statement(object=REF),
    "XAPI-00070 a SubStatement": statement(object=SUBSTATEMENT),
    "XAPI-00058 an interaction": statement(object=choice()),
    "XAPI-00084 one activity without a list": statement(
        "context/contextActivities/parent", ACTIVITY
    ),
    "XAPI-00098 an authority of two": statement(
        authority={"objectType": "Group", "member": [AGENT, OTHER]}
    ),
    "XAPI-00121 a language with a region": statement(
        "verb/display", {"zh-Hant-TW": "x"}
    ),
    "XAPI-00124 weeks": statement("result/duration", "P4W"),
    "XAPI-00124 all of it": statement("result/duration", "P3Y1M29DT4H35M59.14S"),
    "XAPI-00020 a voiding statement": statement(verb=VOIDED, object=REF),
    "XAPI-00119 an attachment": statement(attachments=[ATTACHMENT]),
    **{
        f"XAPI-00040 a Group by {name}": statement(
            actor={"objectType": "Group", name: value}
        )
        for name, value in IFIS.items()
    },
}
REFUSED = {
    "XAPI-00001 null": (statement(result=None), "/result"),
    "XAPI-00001 null inside": (
        statement("verb/display", {"nl": None}),
        "/verb/display/nl",
    ),
    "XAPI-00002 a text for a boolean": (
        statement("result/success", "true"),
        "/result/success",
    ),
    "XAPI-00002 a text for a number": (
        statement("result/score", {"raw": "1"}),
        "/result/score/raw",
    ),
    "XAPI-00006 an unknown key": (statement(iD=UUID), "/iD"),
    "XAPI-00008 a key in another case": (
        statement("verb/Display", {}),
        "/verb/Display",
    ),
    "XAPI-00013 no actor": ({k: v for k, v in STATEMENT.items() if k != "actor"}, ""),
    "XAPI-00027 a UUID too long": (statement(id=UUID + "0"), "/id"),
    "XAPI-00028 a number for a UUID": (statement(id=12345), "/id"),
    "XAPI-00031 a Group of nobody": (
        statement(actor={"objectType": "Group"}),
        "/actor",
    ),
    "XAPI-00035 a Group in a Group": (
        statement(actor={"objectType": "Group", "member": [GROUP]}),
        "/actor/member/0/objectType",
    ),
    "XAPI-00033 an Agent with members": (
        statement(actor={**AGENT, "member": [OTHER]}),
        "/actor/member",
    ),
    "XAPI-00038 an Agent without an identifier": (
        statement(actor={"name": "Anna"}),
        "/actor",
    ),
    "XAPI-00039 an Agent with two": (statement(actor={**AGENT, **OTHER}), "/actor"),
    "XAPI-00041 mbox without mailto": (
        statement(actor={"mbox": "anna@leer.example"}),
        "/actor/mbox",
    ),
    "XAPI-00042 homePage without a scheme": (
        statement(actor={"account": {"homePage": "leer.example", "name": "x"}}),
        "/actor/account/homePage",
    ),
    "XAPI-00044 a verb without an id": (statement(verb={}), "/verb"),
    "XAPI-00044 no IRI": (statement(verb={"id": "ab=c://fail"}), "/verb/id"),
    "XAPI-00048 an unknown objectType": (
        statement(object={**ACTIVITY, "objectType": "activity"}),
        "/object/objectType",
    ),
    "XAPI-00059 components of another interaction": (
        statement(object=choice(interactionType="likert")),
        "/object/definition/choices",
    ),
    "XAPI-00060 a component twice": (
        statement(object=choice(choices=[{"id": "a"}, {"id": "a"}])),
        "/object/definition/choices",
    ),
    "XAPI-00070 an id in a SubStatement": (
        statement(object={**SUBSTATEMENT, "id": UUID}),
        "/object/id",
    ),
    "XAPI-00071 a SubStatement in one": (
        statement(object={**SUBSTATEMENT, "object": SUBSTATEMENT}),
        "/object/object/objectType",
    ),
    "XAPI-00078 scaled above 1": (
        statement("result/score", {"scaled": 1.01}),
        "/result/score/scaled",
    ),
    "XAPI-00079 raw above max": (
        statement("result/score", {"raw": 11, "max": 10}),
        "/result/score/raw",
    ),
    "XAPI-00080 min above max": (
        statement("result/score", {"min": 2, "max": 1}),
        "/result/score",
    ),
    "XAPI-00086 revision without an Activity": (
        statement("context/revision", "1", object=AGENT),
        "/context",
    ),
    "XAPI-00087 platform without an Activity": (
        statement("context/platform", "x", object=REF),
        "/context",
    ),
    "XAPI-00089 a team of one": (statement("context/team", AGENT), "/context/team"),
    "XAPI-00098 an authority of three": (
        statement(authority={"objectType": "Group", "member": [AGENT, OTHER, OTHER]}),
        "/authority",
    ),
    "XAPI-00098 an authority with an identifier": (
        statement(
            authority={
                "objectType": "Group",
                "member": [AGENT, OTHER],
                "mbox": "mailto:a@b.nl",
            }
        ),
        "/authority",
    ),
    "XAPI-00102 another version": (statement(version="2.0.0"), "/version"),
    "XAPI-00114 an extension without a scheme": (
        statement("context/extensions", {"region": 1}),
        "/context/extensions/region",
    ),
    "XAPI-00121 no language": (
        statement("verb/display", {"a12345678": "x"}),
        "/verb/display/a12345678",
    ),
    "XAPI-00122 no date": (statement(timestamp="01/011/2015"), "/timestamp"),
    "XAPI-00122 the 31st of February": (
        statement(timestamp="2026-02-31T00:00:00Z"),
        "/timestamp",
    ),
    "XAPI-00123 minus zero": (
        statement(timestamp="2008-09-15T15:53:00.601-00:00"),
        "/timestamp",
    ),
    "XAPI-00124 weeks and a day": (
        statement("result/duration", "P4W1D"),
        "/result/duration",
    ),
    "XAPI-00124 nothing": (statement("result/duration", "PT"), "/result/duration"),
    "XAPI-00020 voiding an activity": (statement(verb=VOIDED), "/object"),
    "XAPI-00119 an attachment without a display": (
        statement(
            attachments=[{k: v for k, v in ATTACHMENT.items() if k != "display"}]
        ),
        "/attachments/0",
    ),
    "no statement at all": ([], ""),
}
CONTEXT_AGENT = {"objectType": "contextAgent", "agent": AGENT}
CONTEXT_GROUP = {"objectType": "contextGroup", "group": GROUP}


@pytest.mark.parametrize("rule", VALID)
@pytest.mark.parametrize("major", [1, 2])
def test_valid(rule: str, major: int) -> None:
    assert refusal(VALID[rule], major) is None


@pytest.mark.parametrize("rule", REFUSED)
def test_refused_with_the_place(rule: str) -> None:
    made, pointer = REFUSED[rule]

    assert refusal(made) == pointer


@pytest.mark.parametrize("rule", sorted(set(REFUSED) - {"XAPI-00102 another version"}))
def test_refused_in_2_as_well(rule: str) -> None:
    assert refusal(REFUSED[rule][0], 2) is not None


def test_context_agents_and_groups_are_of_2_only() -> None:
    """2.0 4.2.2.5."""
    made = statement(
        context={"contextAgents": [CONTEXT_AGENT], "contextGroups": [CONTEXT_GROUP]}
    )

    assert (refusal(made, 1), refusal(made, 2)) == (
        "/context/contextAgents",
        None,
    )


@pytest.mark.parametrize(
    ("context", "pointer"),
    [
        (
            {"contextAgents": [{**CONTEXT_AGENT, "relevantTypes": []}]},
            "/context/contextAgents/0/relevantTypes",
        ),
        (
            {"contextAgents": [{**CONTEXT_AGENT, "objectType": "Agent"}]},
            "/context/contextAgents/0/objectType",
        ),
        (
            {"contextGroups": [{**CONTEXT_GROUP, "group": AGENT}]},
            "/context/contextGroups/0/group",
        ),
        (
            {"contextGroups": [{**CONTEXT_GROUP, "relevantTypes": ["x"]}]},
            "/context/contextGroups/0/relevantTypes/0",
        ),
    ],
)
def test_context_agents_and_groups_are_checked(
    context: dict[str, Any], pointer: str
) -> None:
    """2.0 4.2.2.5."""
    assert refusal(statement(context=context), 2) == pointer


def test_a_timestamp_of_2_has_an_offset() -> None:
    """2.0 4.2.7: RFC 3339."""
    made = statement(timestamp="2026-03-04T12:00:00")

    assert (refusal(made, 1), refusal(made, 2)) == (None, "/timestamp")

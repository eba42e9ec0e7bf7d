"""The xAPI Profile is right by its specification (adlnet/xapi-profiles 1.0, Structure 4.0 to 9.0)."""

from datetime import datetime
from typing import Any

import pytest

from elearning.xapi.description import profile

SITE = "https://leer.example"
LABELLED = {"id", "type", "inScheme", "prefLabel", "definition"}
REQUIRED = {
    "Profile": {
        *("id", "@context", "type", "conformsTo", "prefLabel", "definition"),
        *("versions", "author"),
    },
    "ActivityType": LABELLED,
    "ContextExtension": LABELLED,
    "ResultExtension": LABELLED,
    "StatementTemplate": LABELLED,
    "Pattern": {"id", "type"},
    "Organization": {"type", "name"},
}
OPTIONAL = {
    "Profile": {"seeAlso", "concepts", "templates", "patterns"},
    "ActivityType": {"deprecated", "broader", "broadMatch", "narrower", "related"},
    "ContextExtension": {"recommendedVerbs", "context", "schema", "inlineSchema"},
    "ResultExtension": {"recommendedVerbs", "context", "schema", "inlineSchema"},
    "StatementTemplate": {"verb", "objectActivityType", "rules"},
    "Pattern": {
        *("primary", "inScheme", "prefLabel", "definition", "deprecated"),
        *("alternates", "optional", "oneOrMore", "sequence", "zeroOrMore"),
    },
    "Organization": {"url"},
}
KINDS_OF_PATTERN = {"alternates", "optional", "oneOrMore", "sequence", "zeroOrMore"}


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL = SITE


def parts() -> list[dict[str, Any]]:
    found = profile()
    return [
        found,
        found["author"],
        *found["concepts"],
        *found["templates"],
        *found["patterns"],
    ]


def test_every_part_has_what_is_required_and_nothing_unknown() -> None:
    for part in parts():
        needed = REQUIRED[part["type"]]
        assert needed <= part.keys() <= needed | OPTIONAL[part["type"]], part


def test_nothing_is_empty() -> None:
    """4.0: no empty objects, null, empty strings or empty arrays."""

    def holds_nothing(value: Any) -> bool:
        if isinstance(value, dict | list):
            held = value.values() if isinstance(value, dict) else value
            return not value or any(holds_nothing(one) for one in held)
        return value is None or value == ""

    assert not holds_nothing(profile())


def test_the_profile_says_which_specification_and_version_it_is() -> None:
    found = profile()
    (version,) = found["versions"]

    assert found["@context"][0] == "https://w3id.org/xapi/profiles/context"
    assert found["conformsTo"] == "https://w3id.org/xapi/profiles#1.0"
    assert version["id"] != found["id"]
    assert datetime.fromisoformat(version["generatedAtTime"]).tzinfo is not None
    schemes = {one["inScheme"] for one in parts() if "inScheme" in one}
    assert schemes == {version["id"]}


def test_every_id_is_ours_and_stands_once() -> None:
    """7.0: what another profile defines is not defined again."""
    ids = [one["id"] for one in parts() if "id" in one]

    assert len(ids) == len(set(ids))
    assert {one for one in ids if not one.startswith(f"{SITE}/xapi/profile/")} == set()


def test_every_rule_says_something() -> None:
    """8.1: at least one of presence, any, all and none."""
    rules = [rule for one in profile()["templates"] for rule in one["rules"]]

    assert {
        rule["location"]
        for rule in rules
        if not {"presence", "any", "all", "none"} & rule.keys()
    } == set()
    assert {rule["presence"] for rule in rules} == {
        "included",
        "excluded",
        "recommended",
    }


def test_patterns_name_what_is_there() -> None:
    """9.0: exactly one kind each; alternates of two or more, without optional ones right inside."""
    found = profile()
    patterns = {one["id"]: one for one in found["patterns"]}
    known = {one["id"] for one in found["templates"]} | patterns.keys()
    named: set[str] = set()

    for one in patterns.values():
        (kind,) = KINDS_OF_PATTERN & one.keys()
        held = one[kind] if isinstance(one[kind], list) else [one[kind]]
        assert set(held) <= known
        assert one["id"] not in held
        assert kind != "alternates" or len(held) > 1
        assert not one.get("primary") or {"prefLabel", "definition"} <= one.keys()
        named |= set(held)

    assert named >= {one["id"] for one in found["templates"]}

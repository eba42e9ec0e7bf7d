"""The OpenAPI description says what the store does, and nothing else."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from elearning.xapi.description import document
from elearning.xapi.queries.parameters import CURSOR, FILTERS, SHAPING, SINGLE
from elearning.xapi.urls import urlpatterns
from elearning.xapi.validation import check_statement
from tests.conformance.xapi.test_every_place import HOLDING_ONE, WHOLE
from tests.conformance.xapi.test_statement_rules import VALID

DOCUMENT = document()
# What describes is not described itself.
NOT_DESCRIBED = {"openapi.json", "profile/", "profile/<path:path>", "eerste-statement/"}


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {
            "$ref": f"#/components/schemas/{name}",
            "components": DOCUMENT["components"],
        }
    )


def parameters(path: str, method: str) -> set[str]:
    given = DOCUMENT["paths"][path][method]["parameters"]
    return {one["name"] for one in given if one.get("in") == "query"}


def test_it_is_openapi() -> None:
    validate(DOCUMENT)


def test_every_resource_and_method_is_there_and_no_other() -> None:
    spoken = {
        f"/{one.pattern}": {method.lower() for method in one.callback.methods}
        for one in urlpatterns
        if str(one.pattern) not in NOT_DESCRIBED
    }

    assert {path: set(methods) for path, methods in DOCUMENT["paths"].items()} == spoken


def test_every_parameter_of_a_query_is_there() -> None:
    assert parameters("/statements", "get") == SINGLE | SHAPING | FILTERS | {CURSOR}


@pytest.mark.parametrize("rule", VALID)
def test_a_valid_statement_fits_its_schema(rule: str) -> None:
    assert list(schema("Statement").iter_errors(VALID[rule])) == []


@pytest.mark.parametrize("whole", [WHOLE, HOLDING_ONE])
def test_a_whole_statement_fits_its_schema(whole: dict[str, Any]) -> None:
    assert list(schema("Statement").iter_errors(whole)) == []


def test_its_example_is_a_statement() -> None:
    (example,) = DOCUMENT["components"]["schemas"]["Statement"]["examples"]

    check_statement(example, 1)


def test_it_is_there_for_everyone(client) -> None:
    answer = client.get("/xapi/openapi.json")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == DOCUMENT

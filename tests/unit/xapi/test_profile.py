"""The xAPI Profile is true of all that is recorded, and of nothing else (ADR 0025)."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft7Validator

from elearning.xapi import vocabulary as v
from elearning.xapi.actions import record
from elearning.xapi.description import profile
from elearning.xapi.statements import (
    AssessmentFinished,
    CaseCompleted,
    EnrolledOnPath,
    Event,
    Interaction,
    Item,
    LessonCompleted,
    MeasurementCompleted,
    MeetingAttended,
    ModuleCompleted,
    ModuleWaived,
    PathSatisfied,
    QuestionAnswered,
    Speaker,
    allow_list,
    cohort_type,
    extension_iri,
)
from tests.unit.xapi.profiles import broken_rules, leaves, matches

pytestmark = pytest.mark.django_db
SITE = "https://leer.example"

# --- Everything that can be recorded, with little and with much beside it ----------------------------
ALONE = Speaker(actor=uuid.UUID(int=1), registration=uuid.UUID(int=2))
IN_A_COHORT = Speaker(
    actor=uuid.UUID(int=1),
    registration=uuid.UUID(int=2),
    organisation_kind="university",
    region="regio-1",
    programme=uuid.UUID(int=3),
    cohort=uuid.UUID(int=4),
)
PATH, MODULE = Item("paths/ll-a", v.COURSE), Item("modules/m01", v.MODULE)
LESSON, CASE = Item("modules/m01/les-1", v.LESSON), Item("cases/a", v.SIMULATION)
TEST, QUESTION = Item("assessments/t", v.ASSESSMENT), Item("items/v1", v.INTERACTION)
MEETING = Item("meetings/x", v.MEETING)
AROUND = {"parent": MODULE, "grouping": PATH}
GOALS = {"goals": {"D1": 0.5}, "duration": timedelta(minutes=9)}
MATCHING = Interaction("matching", ["a[.]x"], source=["a"], target=["x", "y"])
EVERYTHING: list[tuple[type[Event], Item, list[dict[str, Any]]]] = [
    (EnrolledOnPath, PATH, [{}]),
    (LessonCompleted, LESSON, [{}, AROUND]),
    (ModuleCompleted, MODULE, [{}, {"grouping": PATH}]),
    (CaseCompleted, CASE, [{}, AROUND]),
    (PathSatisfied, PATH, [{}]),
    (MeasurementCompleted, TEST, [{}]),
    (ModuleWaived, MODULE, [{}, {"grouping": PATH}]),
    (
        QuestionAnswered,
        QUESTION,
        [
            {"success": True, "score": 1.0},
            {"success": False, "score": 0.0, "response": "b", "parent": TEST},
            {"success": True, "score": 1.0, "interaction": MATCHING},
            {
                "success": True,
                "score": 1.0,
                "interaction": Interaction("choice", ["a"], choices=["a", "b"]),
            },
        ],
    ),
    (
        AssessmentFinished,
        TEST,
        [
            {"passed": passed, "score": 0.5, **more}
            for passed in (True, False)
            for more in ({}, GOALS)
        ],
    ),
    (MeetingAttended, MEETING, [{"minutes": 90}]),
]
CASES = [
    pytest.param(event, item, fields, speaker, sensitive, id=f"{event.kind}-{number}")
    for event, item, variants in EVERYTHING
    for number, (fields, speaker, sensitive) in enumerate(
        (fields, speaker, sensitive)
        for fields in variants
        for speaker in (ALONE, IN_A_COHORT)
        for sensitive in (True, False)
    )
]
# What every statement has by the xAPI specification itself, or by which its template is found.
BY_THE_SPECIFICATION = {
    "$.id",
    "$.version",
    "$.stored",
    "$.verb.id",
    "$.verb.display.en",
    *(f"$.actor.{one}" for one in ("objectType",)),
    *(f"$.object.{one}" for one in ("objectType", "id", "definition.type")),
    *(
        f"$.authority.{one}"
        for one in ("objectType", "account.homePage", "account.name")
    ),
}


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL = SITE


def said_by(event, item, fields, speaker, sensitive) -> dict[str, Any]:
    at = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    about = {"speaker": speaker, "object": item, "at": at, "sensitive": sensitive}
    made = record(event(attempt=str(uuid.uuid4()), **about, **fields))
    assert made is not None
    found: dict[str, Any] = json.loads(made.body)
    return found


def test_nothing_of_the_allow_list_is_forgotten_here() -> None:
    assert [event for event, _, _ in EVERYTHING] == list(allow_list())


@pytest.mark.parametrize(("event", "item", "fields", "speaker", "sensitive"), CASES)
def test_every_statement_fits_exactly_one_template(
    event, item, fields, speaker, sensitive
) -> None:
    statement = said_by(event, item, fields, speaker, sensitive)

    (template,) = [one for one in profile()["templates"] if matches(statement, one)]

    assert broken_rules(statement, template) == []


@pytest.mark.parametrize(("event", "item", "fields", "speaker", "sensitive"), CASES)
def test_a_statement_says_nothing_that_its_template_does_not_name(
    event, item, fields, speaker, sensitive
) -> None:
    statement = said_by(event, item, fields, speaker, sensitive)
    (template,) = [one for one in profile()["templates"] if matches(statement, one)]
    named = [
        rule["location"]
        for rule in template["rules"]
        if rule["presence"] in {"included", "recommended"}
    ]

    unnamed = {
        place
        for place in leaves(statement) - BY_THE_SPECIFICATION
        if not place.startswith(tuple(named))
    }

    assert unnamed == set()


def test_every_template_is_of_something_that_is_recorded() -> None:
    statements = [said_by(*one.values) for one in CASES if one.values[3] is IN_A_COHORT]

    unused = [
        template["id"]
        for template in profile()["templates"]
        if not any(matches(one, template) for one in statements)
    ]

    assert unused == []


def test_every_concept_is_used_and_every_word_of_ours_is_a_concept() -> None:
    texts = [json.dumps(said_by(*one.values)) for one in CASES]
    ours = {cohort_type(), *(extension_iri(one.name) for one in v.EXTENSIONS)}

    concepts = {one["id"] for one in profile()["concepts"]}

    assert concepts == ours
    assert {one for one in ours if not any(one in text for text in texts)} == set()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("score", {"scaled": 0.5}),
        ("response", "wat ik koos"),
        ("duration", "PT9M"),
        ("success", True),
        ("completion", False),
    ],
)
def test_the_template_of_a_case_refuses_more_than_completion(place, value) -> None:
    statement = said_by(CaseCompleted, CASE, {}, ALONE, False)
    statement["result"][place] = value
    (template,) = [one for one in profile()["templates"] if matches(statement, one)]

    assert len(broken_rules(statement, template)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"actor": {"account": {"homePage": SITE, "name": "x"}, "name": "Bram"}},
        {"actor": {"mbox": "mailto:bram@example.org"}},
        {"context": {"registration": "x", "language": "ar"}},
    ],
)
def test_no_template_takes_a_statement_that_says_more_of_a_person(change) -> None:
    statement = said_by(LessonCompleted, LESSON, {}, ALONE, False) | change
    (template,) = [one for one in profile()["templates"] if matches(statement, one)]

    assert broken_rules(statement, template) != []


def test_what_an_extension_says_fits_its_schema() -> None:
    statement = said_by(
        AssessmentFinished,
        TEST,
        {"passed": True, "score": 1.0, **GOALS},
        IN_A_COHORT,
        False,
    )
    said = statement["context"]["extensions"] | statement["result"]["extensions"]
    schemas = {
        one["id"]: json.loads(one["inlineSchema"])
        for one in profile()["concepts"]
        if "inlineSchema" in one
    }

    assert said.keys() == schemas.keys()
    for iri, value in said.items():
        Draft7Validator.check_schema(schemas[iri])
        assert list(Draft7Validator(schemas[iri]).iter_errors(value)) == []


# --- At its address ------------------------------------------------------------------------------------
def test_it_is_there_for_everyone(client) -> None:
    answer = client.get("/xapi/profile/")

    assert answer["Content-Type"] == "application/ld+json"
    assert json.loads(answer.content) == profile()


def test_each_word_of_it_leads_to_it(client) -> None:
    found = profile()
    words = [*found["versions"], *found["concepts"], *found["templates"]]

    for one in (*words, *found["patterns"]):
        answer = client.get(one["id"].removeprefix(SITE))
        assert json.loads(answer.content) == profile(), one["id"]


def test_another_address_is_not_there(client) -> None:
    assert client.get("/xapi/profile/extensions/faith").status_code == 404

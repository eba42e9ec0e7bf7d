"""Facts, sources, contacts, goals and terms: complete, dated and careful."""

from datetime import date

import pytest

from tests.unit.modules.curriculum import (
    CONTACTS,
    FACTS,
    GOALS,
    MODULE_CODES,
    RECORDS,
    SOURCES,
    TERMS,
)


def test_facts_are_the_eighty_of_the_brief():
    assert list(FACTS) == [f"F-{number:02}" for number in range(1, 81)]


def test_sources_are_the_two_documents_and_sixty_seven_pages():
    assert list(SOURCES) == ["S1", "S2"] + [f"P-{n:02}" for n in range(1, 68)]


@pytest.mark.parametrize("record", [*FACTS.values(), *SOURCES.values()])
def test_record_has_owner_check_and_review(record):
    assert record["owner"]
    assert record["last_checked"] < record["review_by"] <= date(2027, 11, 22)
    assert record["when_expired"]


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_source_says_what_was_seen_and_its_licence(source):
    assert source["title"]
    assert source["publisher"]
    assert source["seen"]
    assert source["licence"]


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_fact_carries_its_source_place_and_year(fact):
    assert set(fact["sources"]) <= SOURCES.keys()
    assert fact["place"]
    assert fact["year"]


@pytest.mark.parametrize(
    "fact", [f for f in FACTS.values() if f["kind"] in {"figure", "estimate"}]
)
def test_figure_has_a_caveat_for_readers(fact):
    assert len(fact["caveat"]) > 20


@pytest.mark.parametrize("fact", [f for f in FACTS.values() if f.get("number")])
def test_number_fits_its_card(fact):
    assert len(fact["number"]) <= 60
    assert fact["caveat"]


def test_fact_that_may_not_be_used_says_why():
    unusable = [f for f in FACTS.values() if not f["usable_in_lessons"]]

    assert {"F-06", "F-08", "F-21"} <= {f["id"] for f in unusable}
    assert all(f["not_usable_because"] for f in unusable)


def test_only_verified_numbers_are_in_help_contacts():
    phones = {slug: c.get("phone") for slug, c in CONTACTS.items()}

    assert phones == {
        "alarmnummer": "112",
        "veilig-thuis": "0800-2000",
        "lkha": None,
        "chat-met-fier": None,
        "mind-korrelatie": None,
        "geldfit": "0800-8115",
    }


def test_two_contacts_never_disappear():
    always = [slug for slug, contact in CONTACTS.items() if contact["always_shown"]]

    assert always == ["alarmnummer", "veilig-thuis"]


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
def test_contact_is_checked_every_three_months(contact):
    assert (contact["review_by"] - contact["verified_at"]).days <= 92
    assert len(contact["what"]) <= 300


def test_goals_belong_to_modules():
    assert {goal["module"] for goal in GOALS.values()} == set(MODULE_CODES)


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_term_has_a_source(term):
    assert term["sources"]
    assert set(term["sources"]) <= RECORDS

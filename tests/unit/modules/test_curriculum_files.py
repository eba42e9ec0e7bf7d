"""The curriculum refers to what exists and says what it may. Prints how much there is."""

import re
import sys

import pytest

from modules.actions.curriculum.files import read
from modules.enums import ReportingDuty
from tests.unit.modules.curriculum import (
    BLOCK_FIELDS,
    CASES,
    CONTACTS,
    CONTENT_FILES,
    FACTS,
    FILE_NAMES,
    FILES,
    MODULES,
    PAGES,
    PATHS,
    RECORDS,
    ROOT,
    SOURCES,
    TERMS,
    TESTS,
    blocks_in,
    lessons_written,
    load,
    strings,
    walk,
)

CLOSING = "olg de meldcode van je organisatie"

VERIFIED_NUMBERS = {"0800-2000", "08002000", "0800-8115", "08008115"}


# The brief's 6.1 and 7.2: words that stamp people, each with the files where they may stand and why.
FORBIDDEN = {
    "eerwraak": {},
    "allochto": {},
    "autochto": {},
    "onderdrukte vrouw": {},
    "hoofddoek": {},
    "tweede generatie": {"knowledge/facts.yaml": "F-08, not usable in lessons"},
    "typisch nederlands": {
        "modules/m01.yaml": "lesson 4 explains why not to say it",
        "knowledge/facts.yaml": "F-76 names it as a pitfall",
    },
    "in die cultuur": {"modules/m01.yaml": "lesson 4 explains why not to say it"},
    "gesloten gemeenschap": {
        "modules/m01.yaml": "lesson 4 explains the word",
        "knowledge/facts.yaml": "the letter's own term",
        "knowledge/sources.yaml": "a title",
        "knowledge/glossary.yaml": "explained, with when not to use it",
    },
    "jouw cultuur": {
        "cases/casus-a.yaml": "named as what closes a conversation",
        "modules/m01.yaml": "an example of what not to say",
    },
    "jullie cultuur": {"cases/casus-a.yaml": "the wrong choice A02b"},
    "haar cultuur": {"cases/casus-a.yaml": "in the safety rule, as what not to say"},
}


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_reference_exists(name):
    content = load(name)
    text = "\n".join(strings(content))

    assert set(re.findall(r"\[([FPS]-?\d+)\]", text)) <= RECORDS
    assert set(re.findall(r"\[\[([^|\]]+)(?:\|[^\]]*)?\]\]", text)) <= TERMS.keys()
    for found in walk(content):
        if isinstance(found, dict):
            listed = found.get("sources")
            if listed and isinstance(listed[0], str):
                assert set(listed) <= RECORDS
            if not name.startswith("knowledge/"):
                assert set(found.get("contacts", [])) <= CONTACTS.keys()


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_lessons_use_only_facts_that_may_be_used(name):
    used = set(re.findall(r"F-\d\d", (ROOT / name).read_text(encoding="utf-8")))

    assert [code for code in used if not FACTS[code]["usable_in_lessons"]] == []


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_blocks_are_of_the_vocabulary(name):
    for found in walk(load(name)):
        if isinstance(found, dict) and name.split("/")[0] in {"modules", "pages.yaml"}:
            for block in found.get("blocks", []):
                required, optional = BLOCK_FIELDS[block["type"]]
                fields = block.keys() - {"type"}
                assert required <= fields <= required | optional, block


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_blocks_refer_to_what_exists(name):
    for block in blocks_in(load(name)):
        match block["type"]:
            case "figure":
                assert FACTS[block["fact"]].get("number")
            case "source":
                assert block["source"] in SOURCES
            case "term":
                assert block["term"] in TERMS
            case "help":
                assert set(block["contacts"]) <= CONTACTS.keys()
            case "quiz_ref":
                assert block["assessment"] in TESTS
            case "case_ref":
                assert block["case"] in CASES
            case "for_paths":
                assert set(block["paths"]) <= {code.lower() for code in PATHS}
            case "table":
                assert {len(row) for row in block["rows"]} == {len(block["head"])}


def test_lessons_of_a_kind_refer_to_a_case_or_a_test():
    for module in MODULES.values():
        for lesson in module["lessons"]:
            if lesson["kind"] == "case":
                assert lesson["case"] in CASES
            if lesson.get("assessment"):
                assert lesson["assessment"] in TESTS


@pytest.mark.parametrize("word", FORBIDDEN)
def test_word_that_stamps_people_stands_only_where_there_is_a_reason(word):
    found = {
        name
        for name, path in zip(FILE_NAMES, FILES, strict=True)
        if word in path.read_text(encoding="utf-8").lower()
    }

    assert found <= FORBIDDEN[word].keys()


@pytest.mark.parametrize("name", FILE_NAMES)
def test_no_telephone_number_outside_the_contacts(name):
    without_addresses = re.sub(
        r"https?://\S+", "", (ROOT / name).read_text(encoding="utf-8")
    )
    numbers = set(
        re.findall(
            r"(?<![\d.-])0\d{1,3}[ -]?\d{4,8}(?!\d|-\d)|\+31[ \d]{8,}",
            without_addresses,
        )
    )

    allowed = (
        VERIFIED_NUMBERS if name == "knowledge/help_contacts.yaml" else frozenset()
    )
    assert numbers <= allowed


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_no_html_and_no_address_in_content(name):
    assert [s for s in strings(load(name)) if re.search(r"<\w|https?://", s)] == []


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_no_loose_figure_about_the_topic(name):
    """Percentages and large numbers belong in a fact, with year, source and caveat."""
    loose = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:%|procent)|\b(?:duizend|miljoen)en?\b")
    found = [s for s in strings(load(name)) if loose.search(s)]

    assert [s for s in found if "slaagt" not in s] == []


def about_the_reporting_code() -> list[tuple[str, dict]]:
    """Lessons and pages that speak of the meldcode, with the text of their last paragraph."""
    places = [
        (f"{code} les {lesson['number']}", lesson["blocks"])
        for code, lesson in lessons_written()
    ] + [(slug, page["blocks"]) for slug, page in PAGES.items()]
    return [(n, b) for n, b in places if "meldcode" in " ".join(strings(b)).lower()]


@pytest.mark.parametrize(("name", "blocks"), about_the_reporting_code())
def test_page_about_the_reporting_code_ends_in_the_closing(name, blocks):
    texts = [block for block in blocks if block["type"] == "text"]
    last = texts[-1]

    assert CLOSING in [*last["paragraphs"], *last.get("list", [])][-1]


@pytest.mark.parametrize("code", ["M05", "M06", "M07", "M08", "M11", "M15", "M16"])
def test_summary_about_the_reporting_code_has_the_closing(code):
    assert MODULES[code]["summary"].endswith(f"V{CLOSING}.")


@pytest.mark.parametrize("term", [t for t in TERMS.values() if "meldcode" in t["text"]])
def test_term_about_the_reporting_code_has_the_closing(term):
    assert term["text"].endswith(f"V{CLOSING}.")


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_path_says_whether_the_law_applies_and_has_the_closing(path):
    assert path["reporting_code_duty"]["law"] in ReportingDuty
    assert path["reporting_code_duty"]["note"].endswith(f"V{CLOSING}.")


def test_lessons_are_real_lessons(capsys):
    written = lessons_written()
    words = {
        f"{code} les {lesson['number']}": sum(
            len(text.split()) for text in strings(lesson["blocks"])
        )
        for code, lesson in written
    }
    total = sum(
        len(text.split()) for name in CONTENT_FILES for text in strings(load(name))
    )

    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(MODULES)} modules, {len(written)} lessons written, "
            f"{sum(words.values())} words in lessons, {total} words in all content\n"
        )
    assert {name: count for name, count in words.items() if count < 150} == {}


@pytest.mark.parametrize("name", FILE_NAMES)
def test_no_file_has_a_key_twice(name):
    """Plain YAML would keep the last one and say nothing."""
    assert read(name, ROOT)

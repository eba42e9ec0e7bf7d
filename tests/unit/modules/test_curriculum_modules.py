"""Modules and paths: minutes, goals, neutral titles, what is written and what is not."""

import re

import pytest

from tests.unit.modules.curriculum import (
    CASES,
    FILE_NAMES,
    GOALS,
    MODULE_CODES,
    MODULES,
    PATHS,
    RECORDS,
    load,
    walk,
)

MINUTES = {
    "LL-A": (1290, 1480),
    "LL-B": (1100, 1340),
    "LL-C": (920, 1300),
    "LL-Cv": (510, 910),
    "LL-D": (735, 1145),
}

REFRESHERS = [name for name in FILE_NAMES if name.startswith("refreshers/")]

# Words that name a topic may not stand where others can see them (product rule 5).
TOPIC = re.compile(
    r"dwang|geweld|\beer\b|huwelijk|verlov|achterlat|lhbt|zelfbeschik|meldcode|schuld|casus lina|gevang"
    r"|misbruik|vlucht|migrant|veilig thuis",
    re.IGNORECASE,
)


def test_all_modules_of_the_brief_are_here():
    assert sorted(MODULES) == sorted(MODULE_CODES)


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_minutes_of_lessons_add_up(module):
    assert sum(lesson["minutes"] for lesson in module["lessons"]) == module["minutes"]


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_minutes_of_modules_add_up_to_the_brief(path):
    required = sum(MODULES[code]["minutes"] for code in path["required"])
    everything = required + sum(MODULES[code]["minutes"] for code in path["electives"])

    assert (required, everything) == MINUTES[path["code"]]
    assert path["minutes"] == {"required": required, "with_electives": everything}


def test_all_five_paths_are_loaded():
    assert [code for code, path in PATHS.items() if path["load"]] == list(MINUTES)


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_module_refers_to_its_own_goals_and_known_sources(module):
    assert {GOALS[code]["module"] for code in module["goals"]} == {module["code"]}
    assert set(module["sources"]) <= RECORDS


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_module_is_written_or_says_it_is_being_written(module):
    if module["status"] == "wordt_geschreven":
        assert module["will_contain"]
        assert not any(lesson.get("blocks") for lesson in module["lessons"])
    else:
        assert module["status"] == "geschreven"
        assert all(
            lesson.get("blocks") or lesson["kind"] in {"case", "self_measurement"}
            for lesson in module["lessons"]
        )


def shown_in(modules: list[str]) -> set[str]:
    """Who the cases of these modules are about, as far as that must be balanced."""
    cases = [
        CASES[lesson["case"]]
        for code in modules
        for lesson in MODULES[code]["lessons"]
        if lesson["kind"] == "case"
    ]
    return {
        mark
        for case in cases
        for person in case["persona"]
        for mark in person.get("balance", [])
    }


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_cases_of_a_path_show_a_man_and_somebody_without_a_migration_background(path):
    both = {"man", "no_migration_background"}
    required = [
        code
        for code in path["required"]
        if any(lesson["kind"] == "case" for lesson in MODULES[code]["lessons"])
    ]

    assert shown_in([*path["required"], *path["electives"]]) == both
    assert not required or shown_in(required) == both


# What a learner does in a lesson, beside reading and ticking.
EXERCISES = {
    "practice", "diary", "cards", "order", "match", "marking", "scale", "hotspot",
    "decision_tree", "assignment", "live_session", "measurement",
}  # fmt: skip


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_every_lesson_has_something_to_do(module):
    kinds = {
        lesson["slug"]: {block["type"] for block in lesson["blocks"]}
        for lesson in module["lessons"]
        if lesson["kind"] == "lesson"
    }

    assert [slug for slug, found in kinds.items() if not found & EXERCISES] == []


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_a_sensitive_lesson_has_a_notice_an_alternative_and_help(module):
    if not module["sensitive"]:
        return
    for lesson in module["lessons"]:
        if lesson["kind"] == "lesson":
            blocks = {block["type"]: block for block in lesson["blocks"]}
            assert blocks["notice"]["alternative_blocks"], lesson["slug"]
            assert "help" in blocks, lesson["slug"]


def test_hbo_justifies_with_sources_and_mbo_and_volunteers_practise_sentences():
    """The brief's differences between the paths (2.4), in modules that the path requires."""
    parts = [
        (code, block)
        for code, module in MODULES.items()
        for block in walk(module)
        if isinstance(block, dict) and block.get("type") == "for_paths"
    ]
    found = {
        path: {code for code, block in parts if path in block["paths"]}
        for path in ("ll-a", "ll-b", "ll-cv")
    }

    assert {"M01", "M02", "M03", "M04", "M05", "M06", "M07", "M10", "M11", "M13",
            "M14", "M15", "M17"} <= found["ll-a"]  # fmt: skip
    assert {"M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M14", "M15"} <= (
        found["ll-b"]
    )
    assert {"M01", "M02", "M04", "M05", "M14"} <= found["ll-cv"]
    for code, block in parts:
        kinds = [inner["type"] for inner in block["blocks"]]
        assert "practice" in kinds, code
        if "ll-a" in block["paths"]:
            assert re.search(r"\[[FP]-\d\d\]", str(block)), block["title"]


def test_sensitive_modules_are_marked():
    sensitive = [code for code, module in MODULES.items() if module["sensitive"]]

    assert sorted(sensitive) == ["M06", "M07", "M08", "M09", "M10", "M11"]


def test_titles_others_may_see_are_neutral():
    seen = [
        found[field]
        for name in FILE_NAMES
        if not name.startswith("knowledge/")
        for found in walk(load(name))
        if isinstance(found, dict)
        for field in ("neutral_title", "slug")
        if field in found
    ]

    assert len(seen) > 150
    assert [title for title in seen if TOPIC.search(title)] == []


@pytest.mark.parametrize("name", REFRESHERS)
def test_refreshers_come_at_all_three_moments_and_are_situations(name):
    found = load(name)

    assert [one["months"] for one in found["refreshers"]] == [1, 3, 6]
    for one in found["refreshers"]:
        kinds = [block["type"] for block in one["blocks"]]
        assert kinds.count("practice") == 2
        assert (kinds[0] == "notice") == MODULES[found["module"]]["sensitive"]


@pytest.mark.parametrize("name", ["refreshers/m05.yaml", "refreshers/m06.yaml"])
def test_refresher_about_the_reporting_code_ends_in_the_closing(name):
    for one in load(name)["refreshers"]:
        last = one["blocks"][-1]["paragraphs"][-1]
        assert last.endswith("Volg de meldcode van je organisatie.")

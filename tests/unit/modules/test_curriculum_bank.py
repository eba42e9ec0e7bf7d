"""The bank as the files say it, against the test blueprint of the content brief (4.1)."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest

FOLDER = Path("modules/curriculum")
# Questions in the bank per module, of every type together.
BLUEPRINT = {
    "M01": 6, "M02": 4, "M03": 7, "M04": 12, "M05": 12, "M06": 6, "M07": 6, "M08": 4, "M09": 3,
    "M10": 4, "M11": 3, "M12": 8, "M13": 10, "M14": 5, "M15": 4, "M16": 5, "M18": 4,
}  # fmt: skip
CRITICAL = {"V07", "V08", "V12", "V15", "V20"}
# The columns MC, MR, ORD, MATCH, HOT and SJT of the same table, where they are not 0.
TYPES = {
    "M01": {"single": 2, "multiple": 2, "judgement": 2},
    "M02": {"multiple": 1, "judgement": 3},
    "M03": {"single": 3, "match": 1, "judgement": 3},
    "M04": {"single": 2, "multiple": 3, "hotspot": 2, "judgement": 5},
    "M05": {"single": 3, "multiple": 3, "order": 2, "judgement": 4},
    "M06": {"single": 2, "judgement": 4},
    "M07": {"single": 2, "judgement": 4},
    "M08": {"single": 2, "multiple": 1, "judgement": 1},
    "M09": {"single": 2, "judgement": 1},
    "M10": {"single": 2, "judgement": 2},
    "M11": {"single": 1, "judgement": 2},
    "M12": {"single": 3, "multiple": 2, "judgement": 3},
    "M13": {"multiple": 2, "order": 2, "match": 2, "judgement": 4},
    "M14": {"single": 3, "judgement": 2},
    "M15": {"multiple": 2, "judgement": 2},
    "M16": {"single": 1, "multiple": 2, "judgement": 2},
    "M18": {"single": 2, "judgement": 2},
}
OTHER_TYPES = {
    "V02": "multiple",
    "V03": "judgement",
    "V07": "judgement",
    "V08": "judgement",
    "V10": "order",
    "V12": "judgement",
    "V13": "multiple",
    "V14": "judgement",
    "V15": "judgement",
    "V16": "multiple",
    "V18": "judgement",
    "V19": "order",
    "V20": "judgement",
}

QUESTIONS = [
    question
    for file in sorted((FOLDER / "assessments").glob("*.yaml"))
    for question in msgspec.yaml.decode(file.read_bytes())["questions"]
]
COUNTED = Counter(question["goal"].partition(".")[0] for question in QUESTIONS)


@pytest.mark.parametrize(("module", "number"), BLUEPRINT.items())
def test_every_module_has_the_number_of_the_blueprint(module: str, number: int) -> None:
    assert COUNTED[module] >= number


@pytest.mark.parametrize(("module", "types"), TYPES.items())
def test_every_module_has_the_types_of_the_blueprint(
    module: str, types: dict[str, int]
) -> None:
    asked = Counter(
        question["type"]
        for question in QUESTIONS
        if question["goal"].startswith(f"{module}.")
    )

    assert {kind: asked[kind] for kind in types if asked[kind] < types[kind]} == {}


def test_the_table_of_types_is_that_of_the_brief() -> None:
    totals: Counter[str] = Counter()
    for types in TYPES.values():
        totals.update(types)

    assert totals == {
        "single": 30,
        "multiple": 18,
        "order": 4,
        "match": 3,
        "hotspot": 2,
        "judgement": 46,
    }


def test_the_whole_bank_is_as_large_as_the_blueprint() -> None:
    assert sum(BLUEPRINT.values()) == 103
    assert len(QUESTIONS) >= 103


def test_all_twenty_sample_questions_are_there_once() -> None:
    samples = sorted(q["code"] for q in QUESTIONS if q["code"].startswith("V"))

    assert samples == [f"V{number:02}" for number in range(1, 21)]


def test_every_question_has_feedback_and_sources() -> None:
    assert [
        q["code"] for q in QUESTIONS if not q.get("feedback") or not q.get("sources")
    ] == []


def test_the_five_critical_ones_are_marked() -> None:
    marked = {q["code"] for q in QUESTIONS if q["critical"]}

    assert marked & CRITICAL == CRITICAL


def test_questions_with_more_right_answers_or_an_order_are_asked_so() -> None:
    types = {q["code"]: q["type"] for q in QUESTIONS if q["code"] in OTHER_TYPES}

    assert types == OTHER_TYPES


# How many questions the final test of a path has (brief, 4.1).
FINAL = {"ll-a": 24, "ll-b": 24, "ll-c": 24, "ll-cv": 12, "ll-d": 24}


def rows_of_the_final_test() -> list[dict[str, object]]:
    module = msgspec.yaml.decode((FOLDER / "modules/m99.yaml").read_bytes())
    rows: list[dict[str, object]] = module["lessons"][0]["settings"]["blueprint"]
    return rows


def test_the_final_test_of_every_path_has_the_length_of_the_blueprint() -> None:
    lengths: Counter[object] = Counter()
    for row in rows_of_the_final_test():
        lengths[row["path"]] += row["number"]

    assert dict(lengths) == FINAL


def test_the_final_test_asks_only_about_what_the_path_requires() -> None:
    paths = msgspec.yaml.decode((FOLDER / "paths.yaml").read_bytes())["paths"]
    required = {one["code"].lower(): one["required"] for one in paths}

    assert [
        row
        for row in rows_of_the_final_test()
        if row["goal"] not in required[row["path"]]
    ] == []


def test_every_final_test_asks_something_about_safety() -> None:
    about_safety = {
        row["path"] for row in rows_of_the_final_test() if row.get("critical")
    }

    assert about_safety == set(FINAL)

"""The bank as the files say it, against the test blueprint of the content brief (4.1)."""

import sys
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


# --- Another question after a miss (brief, 4.1), and in the place of a heavy one -----------------
BY_CODE = {question["code"]: question for question in QUESTIONS}
ASKED_IN = {
    test["code"]: {question["code"] for question in test["questions"]}
    for file in (FOLDER / "assessments").glob("*.yaml")
    for test in [msgspec.yaml.decode(file.read_bytes())]
}
LESSONS = [
    lesson
    for file in sorted((FOLDER / "modules").glob("*.yaml"))
    for lesson in msgspec.yaml.decode(file.read_bytes())["lessons"]
]
PAIRS = {
    lesson["assessment"]: {
        row["question"]: row["instead"] for row in lesson["other_questions"]
    }
    for lesson in LESSONS
    if lesson.get("other_questions")
}
HEAVY = {heavy for pairs in PAIRS.values() for heavy in pairs}


def forms() -> list[tuple[str, set[str]]]:
    """What a fixed test asks, and what it asks of somebody who chose the other questions."""
    fixed = [
        lesson["assessment"]
        for lesson in LESSONS
        if lesson.get("assessment")
        and lesson.get("settings", {}).get("selection") != "drawn"
    ]
    plain = [(code, ASKED_IN[code]) for code in fixed]
    return plain + [
        (f"{code}, other questions", {pairs.get(one, one) for one in ASKED_IN[code]})
        for code, pairs in PAIRS.items()
    ]


def about_safety(goal: str) -> set[str]:
    """The critical questions of a goal that may be asked of anybody."""
    return {
        question["code"]
        for question in QUESTIONS
        if question["goal"] == goal and question["critical"]
    } - HEAVY


@pytest.mark.parametrize(("name", "asked"), forms())
def test_each_missed_question_about_safety_can_be_followed_by_another(
    name: str, asked: set[str]
) -> None:
    """About the same goal, not in this attempt, and one for each of them."""
    goals = Counter(
        BY_CODE[code]["goal"] for code in asked if BY_CODE[code]["critical"]
    )

    assert {
        goal: number
        for goal, number in goals.items()
        if len(about_safety(goal) - asked) < min(number, 2)
    } == {}


def test_a_drawn_question_about_safety_can_be_followed_by_another() -> None:
    goals = {question["goal"] for question in QUESTIONS if question["critical"]}

    assert {goal for goal in goals if len(about_safety(goal)) < 2} == set()


def test_every_test_of_a_sensitive_module_says_which_questions_are_heavy() -> None:
    sensitive = {f"toets-module-{number}" for number in (7, 8, 9, 10, 11)}

    assert PAIRS.keys() == sensitive
    assert all(
        lesson["sensitive"] and lesson["notice"]
        for lesson in LESSONS
        if lesson.get("assessment") in sensitive
    )


def test_what_is_asked_instead_counts_the_same() -> None:
    wrong = [
        (heavy, other)
        for test, pairs in PAIRS.items()
        for heavy, other in pairs.items()
        if heavy not in ASKED_IN[test]
        or other in ASKED_IN[test]
        or BY_CODE[heavy]["goal"] != BY_CODE[other]["goal"]
        or BY_CODE[heavy]["critical"] != BY_CODE[other]["critical"]
    ]

    assert wrong == []
    assert len(HEAVY) == sum(len(set(pairs.values())) for pairs in PAIRS.values())


def test_the_bank_beside_the_blueprint(capsys: pytest.CaptureFixture[str]) -> None:
    drawable = Counter(
        question["goal"].partition(".")[0]
        for question in QUESTIONS
        if question["code"] not in HEAVY
    )
    rows = ", ".join(
        f"{module} {COUNTED[module]}/{number}" for module, number in BLUEPRINT.items()
    )
    with capsys.disabled():
        sys.stdout.write(
            f"\nbank of {len(QUESTIONS)} (blueprint {sum(BLUEPRINT.values())}), in the bank / "
            f"asked for: {rows}\n"
        )

    asked: Counter[tuple[object, object]] = Counter()
    for row in rows_of_the_final_test():
        asked[row["path"], row["goal"]] += row["number"]
    assert {at: n for at, n in asked.items() if drawable[at[1]] < n} == {}

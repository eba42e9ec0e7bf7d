"""The cases and tests as data: complete, without loops, and with every ending in reach."""

import re
from collections.abc import Iterator

import pytest

from tests.unit.modules.curriculum import (
    CASES,
    GOALS,
    RECORDS,
    TESTS,
)
from toetsen.actions.loading import QuestionData
from toetsen.question_types import question_type


def choices_of(case: dict) -> dict[str, dict]:
    return {
        scene["id"] + choice["key"]: choice
        for scene in case["scenes"]
        for choice in scene["choices"]
    }


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_choice_has_feedback_and_source(case):
    for choice in choices_of(case).values():
        assert choice["text"]
        assert choice["consequence"]
        assert choice["feedback"]
        assert set(choice["sources"]) <= RECORDS
        assert choice["sources"]
        assert choice["scores"].keys() == {"S", "A", "H", "W"}
        assert set(choice["scores"].values()) <= {0, 1, 2}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_scene_has_a_safety_rule_and_three_choices(case):
    for scene in case["scenes"]:
        assert scene["safety_rule"]
        assert scene["competences"]
        assert [choice["key"] for choice in scene["choices"]] == ["a", "b", "c"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_targets_exist_and_repairs_return(case):
    scenes = {scene["id"]: scene for scene in case["scenes"]}

    for scene in case["scenes"]:
        for choice in scene["choices"]:
            is_repair = scene["kind"] == "repair"
            assert (choice["target"] == "RETURN") is is_repair
            assert choice["target"] in {*scenes, "END", "RETURN"}
            assert ("red_flag" in choice) is ("repair" in choice)
            if "repair" in choice:
                assert scenes[choice["repair"]]["kind"] == "repair"
            if "marker" in choice:
                assert choice["marker"] in case["markers"]


def steps(case: dict) -> dict[str, set[str]]:
    """Where each scene can lead, the repair scene left out: it returns."""
    return {
        scene["id"]: {choice["target"] for choice in scene["choices"]} - {"END"}
        for scene in case["scenes"]
        if scene["kind"] == "scene"
    }


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_all_scenes_are_reached_without_a_loop(case):
    graph, order, busy = steps(case), [], set()

    def visit(scene: str) -> None:
        assert scene not in busy, f"loop at {scene}"
        if scene in order:
            return
        busy.add(scene)
        for target in sorted(graph[scene]):
            visit(target)
        busy.discard(scene)
        order.append(scene)

    visit(case["start"])

    assert set(order) == graph.keys()


def runs(case: dict) -> Iterator[tuple[int, bool, bool, bool]]:
    """Distinct outcomes of all ways through: score, repaired, unrepaired, marked."""
    by_scene = {scene["id"]: scene for scene in case["scenes"]}
    repairs = {
        scene["id"]: {bool(choice.get("unrepaired")) for choice in scene["choices"]}
        for scene in case["scenes"]
        if scene["kind"] == "repair"
    }
    todo, seen = [(case["start"], 0, False, False, False)], set()
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        scene, score, repaired, unrepaired, marked = state
        if scene == "END":
            yield score, repaired, unrepaired, marked
            continue
        for choice in by_scene[scene]["choices"]:
            total = score + sum(choice["scores"].values())
            mark = marked or "marker" in choice
            todo.extend(
                (
                    choice["target"],
                    total,
                    repaired or open_flag is False,
                    unrepaired or open_flag is True,
                    mark,
                )
                for open_flag in repairs.get(choice.get("repair"), {None})
            )


def ending_of(case: dict, run: tuple[int, bool, bool, bool]) -> str:
    score, repaired, unrepaired, marked = run
    limit = case["best_score"]["total"]

    def holds(rule: dict) -> bool:
        ((name, value),) = rule.items()
        return {
            "any": lambda: any(holds(part) for part in value),
            "unrepaired_red_flag": lambda: unrepaired is value,
            "repaired_red_flag": lambda: repaired is value,
            "marker": lambda: marked,
            "score_below": lambda: score < value * limit,
        }[name]()

    return next(
        ending["id"]
        for ending in case["endings"]
        if "when" not in ending or holds(ending["when"])
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_ending_can_be_reached(case):
    reached = {ending_of(case, run) for run in runs(case)}

    assert reached == {ending["id"] for ending in case["endings"]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_best_route_has_the_score_it_says_and_the_best_ending(case):
    choices = choices_of(case)
    totals = {
        letter: sum(choices[step]["scores"][letter] for step in case["best_route"])
        for letter in "SAHW"
    }

    assert case["best_score"] == {**totals, "total": sum(totals.values())}
    best = (case["best_score"]["total"], False, False, False)
    assert ending_of(case, best) == case["endings"][-1]["id"]
    assert max(run[0] for run in runs(case)) == case["best_score"]["total"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case_has_notice_text_version_and_help(case):
    assert case["notice"].keys() == {"about", "not_shown", "alternative"}
    assert len(case["text_alternative"]["blocks"]) > 3
    assert {"alarmnummer", "veilig-thuis"} <= set(case["help"])
    assert case["reflection"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_endings_and_text_version_end_in_the_reporting_code_of_the_organisation(case):
    texts = [b for b in case["text_alternative"]["blocks"] if b["type"] == "text"]
    last_words = [ending["text"] for ending in case["endings"]] + [
        texts[-1]["paragraphs"][-1]
    ]

    assert all(
        text.endswith("Volg de meldcode van je organisatie.") for text in last_words
    )


def test_case_a_is_the_one_of_the_brief():
    case = CASES["casus-a"]

    assert [scene["id"] for scene in case["scenes"]] == [
        *(f"A{number:02}" for number in range(1, 11)),
        "AR1",
    ]
    assert case["best_score"] == {"S": 7, "A": 12, "H": 16, "W": 10, "total": 45}
    assert set(re.findall(r"RV\d", str(case["scenes"]))) == {
        f"RV{number}" for number in range(1, 7)
    }


def test_case_b_is_the_one_of_the_brief():
    case = CASES["casus-b"]

    assert [scene["id"] for scene in case["scenes"]] == [
        *(f"B{number:02}" for number in range(1, 11)),
        "BR1",
    ]
    assert case["best_score"] == {"S": 9, "A": 9, "H": 13, "W": 10, "total": 41}
    assert set(re.findall(r"RV\d", str(case["scenes"]))) == {
        f"RV{number}" for number in range(1, 9)
    }


@pytest.mark.parametrize("test", TESTS.values(), ids=TESTS)
def test_question_is_fit_to_ask_and_has_feedback(test):
    for question in test["questions"]:
        content = QuestionData.content(question)
        assert question_type(question["type"]).check(content) == []
        for name in ("options", "regions", "steps"):
            assert all(option["feedback"] for option in question.get(name, []))
        assert question["feedback"]
        assert set(question["sources"]) <= RECORDS
        assert question["goal"] in GOALS


def test_basic_test_is_the_five_of_the_brief():
    critical = {q["code"]: q["critical"] for q in TESTS["basistoets"]["questions"]}

    assert critical == {
        "V01": False,
        "V04": False,
        "V07": True,
        "V12": True,
        "V20": True,
    }


@pytest.mark.parametrize("name", [n for n in TESTS if n.startswith("toets-module-")])
def test_every_goal_of_the_module_has_a_question(name):
    module = f"M{int(name.removeprefix('toets-module-')):02}"
    own = {code for code, goal in GOALS.items() if goal["module"] == module}

    assert own <= {question["goal"] for question in TESTS[name]["questions"]}


def longest_is_right(test: dict) -> int:
    longest = [
        max(options_of(q), key=lambda o: len(o["text"])) for q in test["questions"]
    ]
    return sum(option.get("right", option.get("score") == 1) for option in longest)


def options_of(question: dict) -> list[dict]:
    return question.get("options") or question["steps"]


@pytest.mark.parametrize("number", [7, 8, 9, 10, 11])
def test_the_right_answer_is_not_given_away_by_its_length(number):
    test = TESTS[f"toets-module-{number}"]

    assert longest_is_right(test) <= len(test["questions"]) / 2

"""What is written, how much, and what nobody has signed off: the state of the curriculum, printed."""

import sys
from datetime import date

import pytest

from tests.unit.modules.curriculum import (
    CASES,
    FACTS,
    GOALS,
    MODULE_CODES,
    MODULES,
    SOURCES,
    TESTS,
    lessons_written,
    strings,
    walk,
)

# A fixed date: what had expired on it would be an error in the files, not in the clock.
ON = date(2026, 11, 27)

QUESTIONS = {
    question["code"]: question
    for test in TESTS.values()
    for question in test["questions"]
}


def test_every_module_of_the_brief_is_written():
    assert [c for c in MODULE_CODES if MODULES[c]["status"] != "geschreven"] == []


def test_every_goal_has_a_question():
    asked = {question["goal"] for question in QUESTIONS.values()}

    assert GOALS.keys() - asked == set()


def test_every_goal_of_a_module_is_taught_in_one_of_its_lessons():
    taught = {
        code: {goal for lesson in module["lessons"] for goal in lesson.get("goals", [])}
        for code, module in MODULES.items()
    }

    assert {
        c: g for c, m in MODULES.items() if (g := set(m["goals"]) - taught[c])
    } == {}


def test_a_question_sends_back_to_a_lesson_that_is_written():
    written = {(code, lesson["number"]) for code, lesson in lessons_written()}
    written |= {
        (code, lesson["number"])
        for code, module in MODULES.items()
        for lesson in module["lessons"]
        if lesson["kind"] == "case"
    }
    sent = {
        code: (back["module"], back["lesson"])
        for code, question in QUESTIONS.items()
        if (back := question["review_lesson"])
    }

    assert {code: back for code, back in sent.items() if back not in written} == {}


def test_a_question_stands_in_one_file():
    """Two files that say one question differently would overwrite each other."""
    codes = [q["code"] for test in TESTS.values() for q in test["questions"]]

    assert sorted(code for code in QUESTIONS if codes.count(code) > 1) == []


@pytest.mark.parametrize("records", [FACTS, SOURCES], ids=["facts", "sources"])
def test_nothing_had_expired(records):
    assert [code for code, record in records.items() if record["review_by"] < ON] == []


def test_no_file_says_that_somebody_signed_off():
    """Who read and approved is kept in the CMS alone (product rule 13)."""
    claims = {"signed_off", "sign_offs", "approved", "approved_by"}
    files = [*MODULES.values(), *CASES.values(), *TESTS.values()]

    assert [
        x for f in files for x in walk(f) if isinstance(x, dict) and claims & x.keys()
    ] == []
    assert {test["status"] for test in TESTS.values()} == {"concept"}


def test_the_state_of_the_curriculum(capsys):
    written = [c for c, m in MODULES.items() if m["status"] == "geschreven"]
    lessons = lessons_written()
    words = sum(len(t.split()) for _, le in lessons for t in strings(le["blocks"]))
    critical = sum(question["critical"] for question in QUESTIONS.values())
    waiting = len(written) + len(CASES) + len(TESTS)

    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(written)} of {len(MODULES)} modules written, {len(lessons)} lessons, "
            f"{words} words, {len(QUESTIONS)} questions ({critical} critical), "
            f"{len(CASES)} cases; open expert sign-offs: {waiting} "
            f"(modules {len(written)}, cases {len(CASES)}, tests {len(TESTS)})\n"
        )
    assert words > 40_000

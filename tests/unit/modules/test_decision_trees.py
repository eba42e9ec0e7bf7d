"""A list of questions and outcomes becomes a tree, or it is said what is wrong with it."""

from modules.decision_trees import MOST_QUESTIONS, Fault, Finding, findings, grow


def question(key, *targets):
    answers = [{"text": f"naar {target}", "target": target} for target in targets]
    return {"key": key, "question": f"{key}?", "answers": answers}


def outcome(key, tone="plain"):
    return {"key": key, "title": key.title(), "text": "", "tone": tone}


def faults(questions, outcomes):
    return list(findings(questions, outcomes))


def test_a_tree_grows_from_the_first_question():
    tree = grow(
        [question("a", "bel", "b"), question("b", "bel", "praat")],
        [outcome("bel", "stop"), outcome("praat", "go")],
    )

    first, second = tree.answers
    assert (first.text, first.node.title, first.node.tone) == (
        "naar bel",
        "Bel",
        "stop",
    )
    assert [answer.node.key for answer in second.node.answers] == ["bel", "praat"]


def test_an_answer_to_nowhere_is_said_at_that_answer():
    assert faults([question("a", "b", "weg")], [outcome("b")]) == [
        Finding(Fault.TARGET_UNKNOWN, 0, 1, "weg")
    ]


def test_a_code_that_stands_twice_is_said_at_the_second():
    found = faults([question("a", "b", "b")], [outcome("b"), outcome("b")])

    assert found == [Finding(Fault.KEY_TWICE, 2, detail="b")]


def test_what_no_answer_leads_to_is_said():
    found = faults([question("a", "b", "b")], [outcome("b"), outcome("los")])

    assert found == [Finding(Fault.UNREACHABLE, 2, detail="los")]


def test_a_circle_is_said_and_makes_no_tree():
    questions = [question("a", "b", "c"), question("b", "a", "c")]

    assert [found.fault for found in faults(questions, [outcome("c")])] == [Fault.LOOP]
    assert grow(questions, [outcome("c")]) is None


def test_a_question_more_than_there_may_be_is_too_deep():
    def chain(length):
        keys = [f"v{number}" for number in range(length)]
        following = [*keys[1:], "einde"]
        return [question(k, f, f) for k, f in zip(keys, following, strict=True)]

    assert faults(chain(MOST_QUESTIONS), [outcome("einde")]) == []
    (found,) = faults(chain(MOST_QUESTIONS + 1), [outcome("einde")])
    assert found.fault == Fault.TOO_DEEP


def test_no_question_is_no_tree():
    assert grow([], [outcome("a")]) is None

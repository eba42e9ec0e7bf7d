"""What of a case's choices may be shown: nothing under ten, and nothing by calculating (rule 4).

The attacker knows every shown figure to the person and how the case is built, and solves linear
programs for the rest.
"""

import random
from collections import Counter

import numpy as np
import pytest
from scipy.optimize import linprog

from modules.cases.definition import END, RETURN, RedFlag, SceneKind
from modules.cases.disclosure import LEAST, may_follow, shown_scenes
from modules.cases.flow import network
from tests.factories.cases import choice, scene, small_case

FLAG = RedFlag("RV1", "Fout")


def case_of(*scenes):
    return small_case(scenes=scenes)


def straight():
    """S1 > S2 > S3, each with two choices."""
    return case_of(
        scene("S1", choice("a", "S2"), choice("b", "S2")),
        scene("S2", choice("a", "S3"), choice("b", "S3")),
        scene("S3", choice("a", END), choice("b", END)),
    )


def counted(text):
    """The counts of "S1a 12, S1b 10"."""
    found = {}
    for part in text.split(", "):
        place, count = part.split()
        found[place[:-1], place[-1]] = int(count)
    return found


def test_scene_shows_all_options_or_none():
    counts = counted("S1a 20, S1b 20, S2a 31, S2b 9, S3a 30, S3b 10")

    assert shown_scenes(straight(), counts) == {"S1", "S3"}


def test_option_that_nobody_took_hides_its_scene():
    counts = counted("S1a 20, S1b 20, S2a 40, S2b 0, S3a 30, S3b 10")

    assert shown_scenes(straight(), counts) == {"S1", "S3"}


def test_small_option_is_not_found_by_who_came_elsewhere():
    """246 of 300 came to S3 and 50 to S4: the four who chose c would be what is left."""
    case = case_of(
        scene("S1", choice("a", "S2"), choice("b", "S2")),
        scene("S2", choice("a", "S3"), choice("b", "S4"), choice("c", "S5")),
        scene("S3", choice("a", "S5"), choice("b", "S5")),
        scene("S4", choice("a", "S5"), choice("b", "S5")),
        scene("S5", choice("a", END), choice("b", END)),
    )
    counts = counted(
        "S1a 150, S1b 150, S2a 246, S2b 50, S2c 4, S3a 200, S3b 46, S4a 25, S4b 25, "
        "S5a 200, S5b 100"
    )

    assert shown_scenes(case, counts) == {"S1", "S5"}


def test_what_the_dashboard_tells_of_a_red_flag_counts_as_known():
    """50 of the 56 who came to S2 took a: the other six took b."""
    case = case_of(
        scene("S1", *map(choice, "abcd", ("S2", "S2", "S3", "S3"))),
        scene("S2", choice("a", END), choice("b", END)),
        scene("S3", choice("a", END), choice("b", END)),
    )
    counts = counted("S1a 50, S1b 6, S1c 20, S1d 20, S2a 26, S2b 30, S3a 20, S3b 20")

    assert shown_scenes(case, counts) == {"S2", "S3"}
    assert shown_scenes(case, counts, {("S1", "a")}) == frozenset()


def test_repair_scene_of_more_choices_waits_for_all_that_lead_to_it():
    def with_repair():
        return case_of(
            scene(
                "S1", choice("a", "S2"), choice("b", "S2", red_flag=FLAG, repair="R")
            ),
            scene("S2", choice("a", END), choice("b", END, red_flag=FLAG, repair="R")),
            scene("R", choice("a", RETURN), choice("b", RETURN), kind=SceneKind.REPAIR),
        )

    enough = counted("S1a 20, S1b 20, S2a 20, S2b 20, Ra 20, Rb 15")
    few = counted("S1a 20, S1b 20, S2a 35, S2b 5, Ra 14, Rb 10")

    assert shown_scenes(with_repair(), enough) == {"S1", "S2", "R"}
    assert shown_scenes(with_repair(), few) == {"S1"}


def test_case_whose_people_cannot_be_followed_shows_nothing():
    """Two choices lead to one repair scene, and it does not always lead back."""
    case = case_of(
        scene("S1", choice("a", "S2"), choice("b", "S2", red_flag=FLAG, repair="R")),
        scene("S2", choice("a", END), choice("b", END, red_flag=FLAG, repair="R")),
        scene("R", choice("a", RETURN), choice("b", END), kind=SceneKind.REPAIR),
    )

    assert shown_scenes(case, counted("S1a 50, S1b 50, S2a 50, S2b 50")) == frozenset()


@pytest.mark.parametrize(
    ("after", "may"),
    [
        ("S1a 30, S1b 30, S2a 45, S2b 15, S3a 40, S3b 20", True),
        ("S1a 20, S1b 30, S2a 40, S2b 10, S3a 30, S3b 20", True),
        ("S1a 29, S1b 30, S2a 44, S2b 15, S3a 39, S3b 20", False),
    ],
)
def test_newer_figures_follow_after_nobody_or_ten(after, may):
    """S2 was never shown: of it nothing may be found out, and here nothing is."""
    before = counted("S1a 20, S1b 20, S2a 35, S2b 5, S3a 30, S3b 10")
    shown = {"S1", "S3"}

    assert may_follow(straight(), before, shown, counted(after), shown) is may


def test_what_was_shown_stays_shown():
    before = counted("S1a 20, S1b 20, S2a 20, S2b 20, S3a 30, S3b 10")
    after = {name: count * 2 for name, count in before.items()}

    assert not may_follow(straight(), before, {"S1", "S2"}, after, {"S1"})


# --- The attack ------------------------------------------------------------------------------
def invented(seed):
    """A case without loops of four to nine scenes, and what some hundred people chose in it."""
    rng = random.Random(seed)
    size = rng.randint(4, 9)
    codes = [f"S{number}" for number in range(size)]
    scenes = []
    for place, code in enumerate(codes):
        onward = [*codes[place + 1 : place + 4], *([END] if place > 1 else [])] or [END]
        letters = "abc"[: rng.randint(2, 3)]
        targets = [rng.choice(onward) for _ in letters]
        scenes.append(scene(code, *map(choice, letters, targets)))
    case = case_of(*scenes)
    weights = {
        one.code: [rng.choice((1, 5, 20)) for _ in one.choices] for one in scenes
    }
    return case, walked(case, weights, rng, rng.choice((30, 80, 300))), weights


def walked(case, weights, rng, people):
    counts = Counter()
    for _ in range(people):
        code = case.start
        while code != END:
            here = case.by_code[code]
            (one,) = rng.choices(here.choices, weights[code])
            counts[code, one.key] += 1
            code = one.target
    return counts


def widths(case, counts, shown):
    """Of each choice that is not shown, how far the least and the most it can be lie apart."""
    edges = network(case)
    hidden = [edge for edge in edges if edge.source not in shown]
    places = sorted({place for edge in edges for place in (edge.source, edge.target)})
    rows = [
        [(e.target == place) - (e.source == place) for e in hidden] for place in places
    ]
    truth = np.array([counts.get(edge.name, 0) for edge in hidden])
    sums = np.array(rows) @ truth if hidden else []
    for number, edge in enumerate(hidden):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(hidden))
            goal[number] = sign
            answer = linprog(goal, A_eq=np.array(rows), b_eq=sums, method="highs")
            assert answer.status == 0
            ends.append(answer.fun * sign)
        yield edge, counts.get(edge.name, 0), ends[1] - ends[0]


@pytest.mark.parametrize("seed", range(60))
def test_attack_finds_no_hidden_choice_to_within_ten_people(seed):
    case, counts, _ = invented(seed)

    shown = shown_scenes(case, counts)

    found = [
        (edge.name, width)
        for edge, _, width in widths(case, counts, shown)
        if width < LEAST - 1e-6 and _is_met(case, counts, edge.source)
    ]
    assert found == []


@pytest.mark.parametrize("seed", range(60))
def test_attack_finds_no_change_of_fewer_than_ten_people(seed):
    case, before, weights = invented(seed)
    shown_before = shown_scenes(case, before)
    after = before + walked(case, weights, random.Random(seed + 1000), 120)
    shown = shown_scenes(case, after)

    if not may_follow(case, before, shown_before, after, shown):
        return

    between = after - before
    twice = [between[e.name] for e in network(case) if e.source in shown_before]
    assert [count for count in twice if 0 < count < LEAST] == []
    assert [
        (edge.name, width)
        for edge, count, width in widths(case, between, shown_before)
        if count and width < LEAST - 1e-6
    ] == []


def _is_met(case, counts, code):
    # A scene that cannot be reached from the start is in no published case.
    return code == case.start or any(
        one.target == code and counts.get((s.code, one.key))
        for s in case.scenes
        for one in s.choices
    )

"""How a case is played: the specification of the engine, with casus A of the brief."""

import pytest

from modules.cases.definition import END, Scores
from modules.cases.engine import (
    CaseError,
    Phase,
    Taken,
    advance,
    choose,
    ending,
    replay,
    rewind,
    start,
)
from modules.cases.profile import Level, moments, profile
from tests.factories.cases import choice, scene, small_case

BEST = "A01a A02a A03b A04b A05a A06b A07a A08c A09b A10a"


def play(case, way):
    """The state after the choices of `way`, such as "A01a A02b"; the next scene is shown."""
    state = start(case)
    for step in way.split():
        assert state.scene == step[:-1]
        state = advance(case, advance(case, choose(case, state, step[-1])))
    return state


def test_consequence_is_shown_before_the_reason(casus_a):
    chosen = choose(casus_a, start(casus_a), "a")
    reason = advance(casus_a, chosen)
    further = advance(casus_a, reason)

    assert [s.phase for s in (chosen, reason, further)] == [
        Phase.CONSEQUENCE,
        Phase.REASON,
        Phase.SCENE,
    ]
    assert [s.scene for s in (chosen, reason, further)] == ["A01", "A01", "A02"]


def test_best_route_ends_safe_and_together(casus_a):
    state = play(casus_a, BEST)

    assert ending(casus_a, state).code == "AE1"
    assert state.scores == Scores(S=7, A=12, H=16, W=10)
    assert {result.level for result in profile(casus_a, state)} == {Level.STRONG}
    assert moments(casus_a, state) == []


@pytest.mark.parametrize(
    ("way", "next_scene"),
    [
        ("A01a A02b", "A04"),
        ("A01a A02a A03b A04b A05b", "A07"),
        ("A01a A02a A03b A04b A05a A06b A07b", "A09"),
    ],
)
def test_choice_can_skip_a_scene(casus_a, way, next_scene):
    assert play(casus_a, way).scene == next_scene


def test_red_flag_plays_the_repair_scene_and_returns(casus_a):
    repair = play(casus_a, "A01c")
    back = play(casus_a, "A01c AR1a")

    assert (repair.scene, repair.return_to) == ("AR1", "A02")
    assert (back.scene, back.return_to) == ("A02", "")
    assert [(f.code, f.repaired) for f in back.flags] == [("RV1", True)]


def test_points_of_the_repair_scene_do_not_count(casus_a):
    assert play(casus_a, "A01c AR1a").scores == play(casus_a, "A01c AR1b").scores


def test_repaired_red_flag_ends_in_the_second_ending_however_many_points(casus_a):
    state = play(casus_a, BEST.replace("A01a", "A01c AR1a"))

    assert ending(casus_a, state).code == "AE2"


def test_red_flag_that_stays_ends_in_the_third_ending(casus_a):
    state = play(casus_a, BEST.replace("A04b", "A04a AR1c"))

    assert ending(casus_a, state).code == "AE3"


def test_one_repaired_and_one_unrepaired_red_flag_end_in_the_third_ending(casus_a):
    state = play(
        casus_a, BEST.replace("A01a", "A01c AR1b").replace("A04b", "A04a AR1a")
    )

    assert [flag.repaired for flag in state.flags] == [False, True]
    assert ending(casus_a, state).code == "AE3"


def test_marker_ends_the_case_early_in_the_second_ending(casus_a):
    state = play(casus_a, BEST.replace("A09b A10a", "A09c"))

    assert state.phase is Phase.ENDED
    assert state.markers == {"AFGEHAAKT"}
    assert ending(casus_a, state).code == "AE2"


def test_too_few_points_end_in_the_second_ending(casus_a):
    state = play(casus_a, "A01b A02c A03a A04c A05a A06c A07a A08a A09b A10b")

    assert state.scores.total * 100 < 70 * 45
    assert ending(casus_a, state).code == "AE2"


def test_ending_is_only_there_at_the_end(casus_a):
    assert ending(casus_a, start(casus_a)) is None


@pytest.mark.parametrize("key", ["z", "", "A", "aa"])
def test_choice_that_is_not_there_is_refused(casus_a, key):
    with pytest.raises(CaseError):
        choose(casus_a, start(casus_a), key)


def test_nothing_is_chosen_while_a_consequence_is_shown(casus_a):
    shown = choose(casus_a, start(casus_a), "a")

    with pytest.raises(CaseError):
        choose(casus_a, shown, "a")


def test_nothing_goes_on_from_a_scene_without_a_choice(casus_a):
    with pytest.raises(CaseError):
        advance(casus_a, start(casus_a))


def test_nothing_goes_on_after_the_end(casus_a):
    with pytest.raises(CaseError):
        advance(casus_a, play(casus_a, BEST))


@pytest.mark.parametrize("phase", [Phase.CONSEQUENCE, Phase.REASON, Phase.SCENE])
def test_trail_and_phase_bring_back_the_same_place(casus_a, phase):
    state = choose(casus_a, play(casus_a, "A01c"), "b")
    while state.phase is not phase:
        state = advance(casus_a, state)

    assert replay(casus_a, state.trail, phase) == state


def test_trail_of_another_case_is_refused(casus_a):
    with pytest.raises(CaseError):
        replay(casus_a, [Taken("A02", "a")])


def test_moment_is_played_again_with_what_came_before_it(casus_a):
    state = play(casus_a, BEST.replace("A04b", "A04a AR1c"))
    (moment,) = moments(casus_a, state)

    again = rewind(casus_a, state, moment.position)

    assert (moment.scene.code, moment.repaired) == ("A04", False)
    assert again == play(casus_a, "A01a A02a A03b")


def test_moment_that_is_not_in_the_trail_is_refused(casus_a):
    with pytest.raises(CaseError):
        rewind(casus_a, start(casus_a), 0)


def test_red_flag_without_a_repair_scene_stays():
    case = small_case(
        scenes=(
            scene(
                "S1",
                choice("a", END, 2),
                choice("b", END, red_flag=small_case().scenes[0].choices[1].red_flag),
            ),
        )
    )
    state = advance(case, advance(case, choose(case, start(case), "b")))

    assert ending(case, state).code == "E3"

"""What holds for every case and every way through it, also for half-written and hostile ones."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.cases.authoring import from_curriculum
from modules.cases.checks import findings
from modules.cases.definition import (
    END,
    RETURN,
    Case,
    Choice,
    Ending,
    RedFlag,
    Reference,
    Scene,
    SceneKind,
    Scores,
    from_json,
    to_json,
)
from modules.cases.engine import (
    CaseError,
    Phase,
    advance,
    choose,
    ending,
    replay,
    start,
)
from modules.cases.profile import moments, profile
from modules.cases.routes import best_scores, count_endings
from tests.unit.modules.cases.conftest import CURRICULUM

CODES = st.sampled_from(["S1", "S2", "S3", "R1", END, RETURN, "", "S9"])
CHOICES = st.builds(
    Choice,
    key=st.sampled_from(["a", "b", ""]),
    text=st.text(max_size=3),
    feedback=st.text(max_size=3),
    sources=st.just((Reference("P-01"),)),
    scores=st.builds(Scores, *[st.integers(0, 2)] * 4),
    target=CODES,
    red_flag=st.none() | st.builds(RedFlag, st.just("RV"), st.just("x")),
    repair=st.sampled_from(["", "R1", "S2", "S9"]),
    marker=st.sampled_from(["", "M"]),
    unrepaired=st.booleans(),
)
SCENES = st.builds(
    Scene,
    code=st.sampled_from(["S1", "S2", "S3", "R1", ""]),
    kind=st.sampled_from(list(SceneKind)),
    choices=st.lists(CHOICES, max_size=3).map(tuple),
)
CASES = st.builds(
    Case,
    code=st.just("x"),
    scenes=st.lists(SCENES, max_size=5).map(tuple),
    endings=st.just((Ending(code="E", title="E", text="E"),)),
)
CASUS_A = from_curriculum(
    yaml.safe_load((CURRICULUM / "casus-a.yaml").read_text(encoding="utf-8"))
)


@settings(max_examples=150)
@given(CASES)
def test_any_half_written_case_is_checked_and_kept(case):
    findings(case)

    assert from_json(to_json(case)) == case


@settings(max_examples=150)
@given(CASES, st.lists(st.sampled_from(["a", "b", "c", "on"]), max_size=30))
def test_any_form_on_any_case_moves_or_is_refused(case, forms):
    state = start(case)
    for form in forms:
        try:
            state = advance(case, state) if form == "on" else choose(case, state, form)
        except CaseError:
            continue


@settings(max_examples=150)
@given(CASES)
def test_case_without_findings_can_always_be_walked_to_an_ending(case):
    if findings(case):
        return

    assert sum(count_endings(case).values()) > 0
    assert "" not in count_endings(case)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 2), min_size=20, max_size=20))
def test_every_way_through_casus_a_ends_and_can_be_replayed(picks):
    state = start(CASUS_A)
    for pick in picks:
        choices = CASUS_A.by_code[state.scene].choices
        state = choose(CASUS_A, state, choices[pick].key)
        assert replay(CASUS_A, state.trail, Phase.CONSEQUENCE) == state
        state = advance(CASUS_A, advance(CASUS_A, state))
        if state.phase is Phase.ENDED:
            break

    assert ending(CASUS_A, state) is not None
    assert state.scores.total <= best_scores(CASUS_A).total
    assert all(0 <= result.share <= 1 for result in profile(CASUS_A, state))
    assert len(moments(CASUS_A, state)) <= len(state.trail)

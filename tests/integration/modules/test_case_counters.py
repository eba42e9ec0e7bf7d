"""The anonymous counters: ten finishers or nothing, first runs only, never who (7c, rule 4)."""

import pytest

from modules.actions.case_counters import count_finished_runs
from modules.actions.cases import choose_in_run, go_on, play_again, start_run
from modules.enums import CounterKind, RunState
from modules.models import CaseCounter, CaseRun
from modules.queries.case_counters import red_flag_counts
from modules.queries.cases import latest_version
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page
from tests.factories.enrolment import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus():
    return case_page()


def walk(user, place, way):
    for key in way:
        step = choose_in_run(by=user, run=place.run.uuid, step=place.step, choice=key)
        step = go_on(by=user, run=place.run.uuid, step=step.place.step)
        step = go_on(by=user, run=place.run.uuid, step=step.place.step)
        place = step.place
    return place


def finish(casus, way, times=1):
    """`times` new people walk `way`; a red flag is "b" in the first scene."""
    path_key = casus.get_parent().specific.in_paths.get().path.key
    for _ in range(times):
        user = UserFactory()
        EnrolmentFactory(user=user, path_key=path_key)
        walk(user, start_run(by=user, page=casus), way)
    return user


def counts():
    return {
        (row.kind, row.scene, row.code): row.count for row in CaseCounter.objects.all()
    }


def test_nine_finishers_stay_pending(casus):
    finish(casus, "aa", 9)

    assert count_finished_runs() == 0
    assert counts() == {}
    assert not CaseRun.objects.filter(counted_at__isnull=False).exists()


def test_ten_finishers_are_counted_once(casus):
    finish(casus, "aa", 6)
    finish(casus, "bab", 4)

    assert (count_finished_runs(), count_finished_runs()) == (10, 0)
    assert counts() == {
        (CounterKind.FINISHERS, "", ""): 10,
        (CounterKind.CHOICE, "S1", "a"): 6,
        (CounterKind.CHOICE, "S1", "b"): 4,
        (CounterKind.CHOICE, "R1", "a"): 4,
        (CounterKind.CHOICE, "S2", "a"): 6,
        (CounterKind.CHOICE, "S2", "b"): 4,
        (CounterKind.RED_FLAG, "S1", "RV1"): 4,
    }


def test_playing_again_does_not_make_one_person_look_like_ten(casus):
    user = finish(casus, "baa")
    for _ in range(10):
        run = CaseRun.objects.filter(state=RunState.FINISHED).last()
        walk(user, play_again(by=user, run=run.uuid, position=0), "baa")

    assert count_finished_runs() == 0


@pytest.mark.parametrize(
    ("with_flag", "without", "shown"),
    [(9, 21, None), (21, 9, None), (30, 0, None), (0, 30, None), (12, 11, 10)],
)
def test_count_and_complement_are_ten_or_hidden(casus, with_flag, without, shown):
    version = latest_version(casus.key)
    for kind, scene, code, count in (
        (CounterKind.FINISHERS, "", "", with_flag + without),
        (CounterKind.RED_FLAG, "S1", "RV1", with_flag),
    ):
        CaseCounter.objects.create(
            version=version, kind=kind, scene=scene, code=code, count=count
        )

    (row,) = red_flag_counts(casus.key)

    assert row.count == shown
    assert row.finishers == 5 * round((with_flag + without) / 5)

"""Two tabs in the same case, at the very same moment, in threads of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from modules.actions.cases import choose_in_run, start_run
from modules.enums import RunState
from modules.models import CaseRun
from modules.queries.case_runs import busy_run, kept_of
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page
from tests.factories.enrolment import EnrolmentFactory


def together(*calls):
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def casus(committed_db):
    return case_page()


@pytest.fixture
def bram(casus):
    user = UserFactory()
    path_key = casus.get_parent().specific.in_paths.get().path.key
    EnrolmentFactory(user=user, path_key=path_key)
    return user


def test_two_tabs_that_choose_at_once_count_once(casus, bram):
    place = start_run(by=bram, page=casus)

    def tab(key):
        return lambda: choose_in_run(by=bram, run=place.run.uuid, step=0, choice=key)

    steps = together(tab("a"), tab("b"), tab("a"))

    assert sorted(step.stale for step in steps) == [False, True, True]
    kept = kept_of(busy_run(bram, casus.key))
    assert (len(kept.trail), kept.step) == (1, 1)
    assert len({step.place.state.trail for step in steps}) == 1


def test_two_tabs_that_begin_at_once_leave_one_run_under_way(casus, bram):
    together(*[lambda: start_run(by=bram, page=casus)] * 3)

    assert CaseRun.objects.filter(state=RunState.BUSY).count() == 1
    assert CaseRun.objects.filter(state=RunState.LEFT).count() == 2

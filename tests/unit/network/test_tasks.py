"""Tasks may run twice, and the last place goes to one person."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from elearning.core import clock
from elearning.network import actions, tasks
from elearning.network.models import CaseForm, SignUp
from tests.factories.network import (
    ActivityFactory,
    AttendanceFactory,
    CaseFormFactory,
    NetworkMemberFactory,
)


@pytest.mark.django_db
def test_delete_old_case_forms_twice_deletes_once():
    CaseFormFactory(delete_on=clock.today())
    young = CaseFormFactory()

    tasks.delete_old_case_forms()
    tasks.delete_old_case_forms()

    assert list(CaseForm.objects.all()) == [young]


@pytest.mark.django_db
def test_forget_what_is_old_twice_keeps_the_count():
    activity = ActivityFactory(held=True, names_until=clock.today() - timedelta(days=1))
    AttendanceFactory(activity=activity)

    tasks.forget_what_is_old()
    tasks.forget_what_is_old()

    assert [it.user for it in activity.attendances.all()] == [None]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_the_last_place_get_one_place():
    activity = ActivityFactory(places=1)
    users = [NetworkMemberFactory().user for _ in range(2)]
    start = Barrier(2)

    def come(user):
        start.wait()
        actions.sign_up(by=user, activity=activity)
        connection.close()

    threads = [Thread(target=come, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = SignUp.objects.filter(activity=activity).values_list("state", flat=True)
    assert sorted(states) == ["going", "waiting"]

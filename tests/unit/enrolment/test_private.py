"""The learner-only store in the database."""

import base64
import os
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command

from elearning.accounts.models import User
from elearning.core import clock
from elearning.enrolment import actions
from elearning.enrolment.checks import check_learner_store_keys
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.models import LearnerKey, PrivateRecord
from elearning.enrolment.queries import unseal
from elearning.enrolment.sealing import SealError
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
SUBJECT = uuid.uuid4()


@pytest.fixture
def bram():
    return UserFactory()


def _seal(user, subject=SUBJECT, **fields):
    actions.seal(
        user=user,
        kind=PrivateKind.CASE_RUN,
        subject=subject,
        **{"data": {"ending": "AE2"}, **fields},
    )


def _unseal(user, subject=SUBJECT):
    return unseal(user=user, kind=PrivateKind.CASE_RUN, subject=subject)


def _later(user: User) -> User:
    """The same person as the next request reads her: nothing is remembered."""
    return User.objects.get(pk=user.pk)


def test_unseal_gives_what_was_sealed_last(bram):
    _seal(bram, data={"scene": "A01"})
    _seal(bram, data={"scene": "A02"})

    assert _unseal(bram) == {"scene": "A02"}
    assert PrivateRecord.objects.count() == 1


def test_unseal_of_nothing_is_none(bram):
    assert _unseal(bram) is None


def test_unseal_of_two_swapped_ciphertexts_is_refused(bram):
    carla = UserFactory()
    _seal(bram)
    _seal(carla, data={"ending": "AE3"})
    first, second = PrivateRecord.objects.order_by("pk")
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    second.save()

    for user in (bram, carla):
        with pytest.raises(SealError):
            _unseal(user)


def test_unseal_with_swapped_learner_keys_is_refused(bram):
    carla = UserFactory()
    _seal(bram)
    _seal(carla)
    first, second = LearnerKey.objects.order_by("pk")
    first.wrapped, second.wrapped = second.wrapped, first.wrapped
    first.save()
    second.save()

    with pytest.raises(SealError):
        _unseal(_later(bram))


def test_forget_record_leaves_the_others(bram):
    other = uuid.uuid4()
    _seal(bram)
    _seal(bram, subject=other)

    actions.forget_record(user=bram, kind=PrivateKind.CASE_RUN, subject=SUBJECT)

    assert (_unseal(bram), _unseal(bram, other)) == (None, {"ending": "AE2"})


def test_forget_learner_makes_a_copy_of_the_records_unreadable(bram):
    _seal(bram)
    copy = bytes(PrivateRecord.objects.get().sealed)

    actions.forget_learner(user=bram)
    _seal(bram, data={"ending": "AE1"})
    PrivateRecord.objects.update(sealed=copy)

    with pytest.raises(SealError):
        _unseal(bram)


def test_delete_expired_records_keeps_the_last_day_and_what_has_none(bram):
    today = clock.today()
    _seal(bram, delete_after=today - timedelta(days=1))
    _seal(bram, subject=(last_day := uuid.uuid4()), delete_after=today)
    _seal(bram, subject=(kept := uuid.uuid4()))

    call_command("delete_expired_records")

    left = set(PrivateRecord.objects.values_list("subject", flat=True))
    assert left == {last_day, kept}


def test_rotate_learner_keys_lets_the_old_key_go(bram, settings):
    _seal(bram)
    newest = base64.b64encode(os.urandom(32)).decode()
    settings.LEARNER_STORE_KEYS = [newest, *settings.LEARNER_STORE_KEYS]

    counts = [actions.rotate_learner_keys(), actions.rotate_learner_keys()]
    settings.LEARNER_STORE_KEYS = [newest]

    assert counts == [1, 0]
    assert _unseal(_later(bram)) == {"ending": "AE2"}


def test_rotate_learner_keys_command_says_how_many(bram, settings, capsys):
    _seal(bram)
    newest = base64.b64encode(os.urandom(32)).decode()
    settings.LEARNER_STORE_KEYS = [newest, *settings.LEARNER_STORE_KEYS]

    call_command("rotate_learner_keys")

    assert capsys.readouterr().out == "1 keys wrapped with the newest key.\n"


def test_start_is_refused_with_a_key_that_is_none(settings):
    settings.LEARNER_STORE_KEYS = ["nonsense"]

    assert [error.id for error in check_learner_store_keys(None)] == ["enrolment.E001"]

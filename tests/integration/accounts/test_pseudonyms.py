"""The pseudonym under two calls at once, on two real connections (architecture, 7d)."""

import threading
import uuid

import pytest
from django.db import connection, connections

from elearning.accounts.actions import identity_link
from elearning.accounts.models import IdentityLink, User
from elearning.enrolment.actions import seal
from elearning.enrolment.enums import PrivateKind
from elearning.enrolment.models import LearnerKey
from elearning.enrolment.queries import learner_key, unseal
from tests.factories.accounts import UserFactory


def _at_once(*calls):
    """Run the calls in threads with a connection each, begun together; re-raise what they raise."""
    barrier, errors = threading.Barrier(len(calls)), []

    def run(call):
        try:
            barrier.wait(timeout=10)
            call()
        except Exception as error:  # noqa: BLE001  told to the test below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert errors == []


@pytest.fixture
def bram(transactional_db) -> User:
    assert not connection.in_atomic_block
    return UserFactory()


def test_first_links_for_two_subjects_at_once_have_one_actor(bram):
    subjects = [uuid.uuid4() for _i in range(4)]

    _at_once(
        *[lambda s=subject: identity_link(user=bram, subject=s) for subject in subjects]
    )

    links = IdentityLink.objects.filter(user=bram)
    assert links.count() == 4
    assert len({link.actor for link in links}) == 1
    assert len({link.registration for link in links}) == 4


def test_the_same_link_at_once_is_one_link(bram):
    _at_once(*[lambda: identity_link(user=bram) for _i in range(4)])

    assert IdentityLink.objects.filter(user=bram).count() == 1


def test_first_private_records_at_once_have_one_key(bram):
    subjects = [uuid.uuid4() for _i in range(4)]

    _at_once(
        *[
            lambda s=subject: seal(
                user=bram, kind=PrivateKind.CASE_RUN, subject=s, data={"at": str(s)}
            )
            for subject in subjects
        ]
    )

    assert LearnerKey.objects.filter(user=bram).count() == 1
    opened = [unseal(user=bram, kind=PrivateKind.CASE_RUN, subject=s) for s in subjects]
    assert opened == [{"at": str(subject)} for subject in subjects]


def test_a_key_that_another_request_made_meanwhile_is_used_at_once(bram):
    here, elsewhere, subject = (
        User.objects.get(pk=bram.pk),
        User.objects.get(pk=bram.pk),
        uuid.uuid4(),
    )
    assert learner_key(here) is None
    seal(user=elsewhere, kind=PrivateKind.CASE_RUN, subject=uuid.uuid4(), data={})

    seal(user=here, kind=PrivateKind.CASE_RUN, subject=subject, data={"at": "start"})

    opened = unseal(user=here, kind=PrivateKind.CASE_RUN, subject=subject)
    assert opened == {"at": "start"}

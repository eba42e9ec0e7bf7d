"""Coming in with a code or alone, and leaving."""

import uuid
from datetime import timedelta

import pytest

from elearning.accounts.enums import Role
from elearning.accounts.models import Membership
from elearning.core import clock
from elearning.core.exceptions import Gone, InvalidRequest, NotAllowed, NotFound
from elearning.enrolment import actions
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import current_enrolment, enrolments_of
from elearning.enrolment.signals import enrolled
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.enrolment import EnrolmentFactory, JoinCodeFactory
from tests.factories.paths import make_path, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    heard = []

    def listen(sender, enrolment, **kwargs):
        heard.append(enrolment)

    enrolled.connect(listen)
    yield heard
    enrolled.disconnect(listen)


@pytest.fixture
def code(cast):
    return JoinCodeFactory(cohort=cast.cohort, code="BCDF3467")


def test_join_with_code_puts_the_person_in_class_and_organisation(cast, code, news):
    dina = UserFactory()

    enrolment = actions.join_with_code(by=dina, code="bcdf-3467 ")

    assert enrolment.cohort == cast.cohort
    assert enrolment.organisation == cast.organisation
    assert enrolment.path_key == cast.cohort.path_key
    assert [m.role for m in dina.memberships.current()] == [Role.PARTICIPANT]
    assert news == [enrolment]


def test_join_with_code_twice_is_one_enrolment(cast, code, news):
    dina = UserFactory()

    first = actions.join_with_code(by=dina, code=code.code)
    second = actions.join_with_code(by=dina, code=code.code)

    assert first == second
    assert len(news) == 1
    assert Membership.objects.filter(user=dina).count() == 1


@pytest.mark.parametrize(
    ("trait", "error"),
    [({"expired": True}, Gone), ({"revoked": True}, Gone), (None, NotFound)],
    ids=["expired", "revoked", "unknown"],
)
def test_join_with_code_that_is_closed_lets_nobody_in(cast, trait, error):
    dina = UserFactory()
    code = JoinCodeFactory(cohort=cast.cohort, **trait).code if trait else "XXXX9999"

    with pytest.raises(error):
        actions.join_with_code(by=dina, code=code)

    assert not Enrolment.objects.filter(user=dina).exists()
    assert not Membership.objects.filter(user=dina).exists()


def test_join_with_code_of_a_class_that_ended_is_gone(cast, code):
    with clock.at(clock.now() + timedelta(days=10)):
        cast.cohort.ends_on = clock.today() - timedelta(days=1)
        cast.cohort.save()

        with pytest.raises(Gone):
            actions.join_with_code(by=UserFactory(), code=code.code)


def test_enrol_alone_on_an_open_path_needs_no_organisation(news):
    dina = UserFactory()

    with published(path := make_path(open_to_all=True)):
        enrolment = actions.enrol_alone(by=dina, path_key=path.key)
        again = actions.enrol_alone(by=dina, path_key=path.key)

    assert (enrolment.cohort, enrolment.organisation) == (None, None)
    assert again == enrolment
    assert news == [enrolment]


def test_enrol_alone_on_a_path_for_classes_is_not_allowed(path):
    with pytest.raises(NotAllowed):
        actions.enrol_alone(by=UserFactory(), path_key=path.key)


def test_enrol_alone_on_a_path_that_is_not_published_is_refused(path):
    with pytest.raises(InvalidRequest):
        actions.enrol_alone(by=UserFactory(), path_key=uuid.uuid4())


def test_enrol_alone_for_an_organisation_of_others_is_not_allowed():
    with published(path := make_path(open_to_all=True)), pytest.raises(NotAllowed):
        actions.enrol_alone(
            by=UserFactory(), path_key=path.key, organisation=OrganisationFactory()
        )


def test_enrol_alone_on_concept_content_outside_a_demo_is_not_allowed(settings):
    settings.DEMO_MODE = False

    with (
        published(path := make_path(open_to_all=True, concept=True)),
        pytest.raises(NotAllowed),
    ):
        actions.enrol_alone(by=UserFactory(), path_key=path.key)


def test_finish_enrolment_is_new_once(cast):
    first = actions.finish_enrolment(by=cast.bram, enrolment=cast.enrolment)
    second = actions.finish_enrolment(by=cast.bram, enrolment=cast.enrolment)

    assert (first, second) == (True, False)


def test_leave_ends_the_role_with_the_last_class(cast):
    actions.leave(by=cast.bram, enrolment=cast.enrolment)

    assert not enrolments_of(cast.bram).exists()
    assert not cast.bram.memberships.current().exists()


def test_leave_one_of_two_classes_keeps_the_role(cast):
    EnrolmentFactory(user=cast.bram, organisation=cast.organisation)

    actions.leave(by=cast.bram, enrolment=cast.enrolment)

    assert cast.bram.memberships.current().count() == 1


def test_leave_for_somebody_else_is_not_found(cast):
    with pytest.raises(NotFound):
        actions.leave(by=cast.carla, enrolment=cast.enrolment)

    assert enrolments_of(cast.bram).exists()


def test_leave_and_come_back_is_a_new_enrolment(cast, code):
    actions.leave(by=cast.bram, enrolment=cast.enrolment)

    back = actions.join_with_code(by=cast.bram, code=code.code)

    assert back != cast.enrolment
    assert list(enrolments_of(cast.bram)) == [back]


def test_remove_member_is_for_the_lecturer_of_the_class(cast):
    coordinator = MembershipFactory(organisation=cast.organisation, coordinator=True)
    for other in (cast.carla, coordinator.user, cast.bram):
        with pytest.raises(NotAllowed):
            actions.remove_member(by=other, enrolment=cast.enrolment)

    actions.remove_member(by=cast.anna, enrolment=cast.enrolment)

    assert not enrolments_of(cast.bram).exists()


def test_current_enrolment_is_the_chosen_or_the_newest(cast):
    newest = EnrolmentFactory(user=cast.bram)
    foreign = EnrolmentFactory()

    assert current_enrolment(cast.bram) == newest
    assert current_enrolment(cast.bram, cast.enrolment.uuid) == cast.enrolment
    assert current_enrolment(cast.bram, foreign.uuid) == newest

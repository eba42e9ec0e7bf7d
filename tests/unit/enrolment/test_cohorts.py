"""Making groups and codes: who may, and with which path."""

import uuid
from datetime import timedelta

import pytest

from elearning.accounts.models import AuditEvent
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotAllowed
from elearning.enrolment import actions
from elearning.enrolment.models import Cohort, JoinCode
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.factories.paths import make_path, published

pytestmark = pytest.mark.django_db


def _make(by, organisation, path_key, **fields):
    return actions.make_cohort(
        **{
            "by": by,
            "organisation": organisation,
            "programme": None,
            "path_key": path_key,
            "name": "SW 1B",
            "starts_on": clock.today(),
            "ends_on": clock.today() + timedelta(days=100),
            **fields,
        }
    )


def test_make_cohort_by_a_lecturer_is_hers_to_teach(cast, path):
    cohort = _make(cast.anna, cast.organisation, path.key, programme=cast.programme)

    assert list(cohort.lecturers.all()) == [cast.anna]
    assert AuditEvent.objects.get(action="make_cohort").subject_id == str(cohort.uuid)


def test_make_cohort_by_a_coordinator_who_is_no_lecturer_has_no_lecturer_yet(
    cast, path
):
    coordinator = MembershipFactory(organisation=cast.organisation, coordinator=True)

    cohort = _make(coordinator.user, cast.organisation, path.key)

    assert not cohort.lecturers.exists()


def test_make_cohort_in_another_organisation_is_not_allowed(cast, path):
    with pytest.raises(NotAllowed):
        _make(cast.carla, cast.organisation, path.key)

    assert not Cohort.objects.filter(name="SW 1B").exists()


def test_make_cohort_by_a_participant_is_not_allowed(cast, path):
    with pytest.raises(NotAllowed):
        _make(cast.bram, cast.organisation, path.key)


def test_make_cohort_after_the_role_ended_is_not_allowed(cast, path):
    cast.anna.memberships.update(ended_at=clock.now())

    with pytest.raises(NotAllowed):
        _make(cast.anna, cast.organisation, path.key)


@pytest.mark.parametrize(
    "wrong",
    [
        {"path_key": uuid.uuid4()},
        {"ends_on": clock.today() - timedelta(days=1)},
        {"programme": "foreign"},
        {"lecturers": "foreign"},
    ],
    ids=["path", "period", "programme", "lecturer"],
)
def test_make_cohort_refuses_what_does_not_belong(cast, path, wrong):
    if wrong.get("programme"):
        wrong = {"programme": ProgrammeFactory(organisation=cast.other_organisation)}
    if wrong.get("lecturers"):
        wrong = {"lecturers": [cast.anna, cast.carla]}

    with pytest.raises(InvalidRequest):
        _make(cast.anna, cast.organisation, **{"path_key": path.key, **wrong})


def test_make_cohort_twice_with_one_name_is_refused(cast, path):
    _make(cast.anna, cast.organisation, path.key)

    with pytest.raises(DomainError, match=r"naam|name"):
        _make(cast.anna, cast.organisation, path.key)


@pytest.mark.parametrize(
    ("demo_mode", "demo_organisation", "allowed"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_make_cohort_with_concept_content_only_in_a_demo(
    cast, settings, demo_mode, demo_organisation, allowed
):
    """Product rule 13."""
    settings.DEMO_MODE = demo_mode
    organisation = OrganisationFactory(is_demo=demo_organisation)
    MembershipFactory(user=cast.anna, organisation=organisation, lecturer=True)

    with published(concept := make_path(concept=True)):
        try:
            cohort = _make(cast.anna, organisation, concept.key)
        except NotAllowed:
            assert not allowed
        else:
            assert allowed
            assert cohort.is_demo


def test_make_join_code_is_readable_and_random(cast):
    day = clock.today() + timedelta(days=7)

    codes = {
        actions.make_join_code(by=cast.anna, cohort=cast.cohort, expires_on=day).code
        for _i in range(20)
    }

    assert len(codes) == 20
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("AEIOU0125SL")


def test_make_join_code_for_the_class_of_another_is_not_allowed(cast):
    with pytest.raises(NotAllowed):
        actions.make_join_code(
            by=cast.carla, cohort=cast.cohort, expires_on=clock.today()
        )

    assert not JoinCode.objects.exists()


@pytest.mark.parametrize("days", [-1, 91])
def test_make_join_code_refuses_a_day_outside_the_class(cast, days):
    day = clock.today() + timedelta(days=days)

    with pytest.raises(InvalidRequest):
        actions.make_join_code(by=cast.anna, cohort=cast.cohort, expires_on=day)


def test_revoke_join_code_by_another_lecturer_changes_nothing(cast):
    code = actions.make_join_code(
        by=cast.anna, cohort=cast.cohort, expires_on=clock.today()
    )

    with pytest.raises(NotAllowed):
        actions.revoke_join_code(by=cast.carla, join_code=code)
    code.refresh_from_db()
    assert code.is_open

    actions.revoke_join_code(by=cast.anna, join_code=code)
    assert not code.is_open


def test_make_join_code_by_a_stranger_with_the_id_is_not_allowed(cast):
    with pytest.raises(NotAllowed):
        actions.make_join_code(
            by=UserFactory(), cohort=cast.cohort, expires_on=clock.today()
        )

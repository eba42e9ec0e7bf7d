"""Planning, changing, cancelling and finishing."""

from datetime import timedelta

import pytest

from elearning.accounts.models import OutgoingMail
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotAllowed
from elearning.network import actions
from elearning.network.enums import ActivityState, SignUpState
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    SignUpFactory,
)


def _plan(organisation, **fields):
    return actions.ActivityPlan(
        **{
            "type": ActivityTypeFactory(),
            "organisation": organisation,
            "title": "Bijeenkomst in het buurthuis",
            "starts_at": clock.now() + timedelta(days=7),
            "place": "Buurthuis De Linde",
            **fields,
        }
    )


def test_plan_activity_takes_agenda_roles_and_goal_from_its_type(cast):
    activity = actions.plan_activity(by=cast.anna, plan=_plan(cast.organisation))

    assert [(it.item, it.minutes) for it in activity.agenda.all()] == [
        ("Ronde", 45),
        ("Pauze", 15),
        ("Onderzoek", 60),
    ]
    assert [role.name for role in activity.roles.all()] == ["Kringleider", "Inbrenger"]
    assert (activity.goal, activity.minutes) == (activity.type.goal, 120)


@pytest.mark.parametrize("who", ["bram", "carla", "dirk"])
def test_plan_activity_for_an_organisation_one_does_not_lead_is_refused(cast, who):
    with pytest.raises(NotAllowed):
        actions.plan_activity(by=getattr(cast, who), plan=_plan(cast.organisation))


@pytest.mark.parametrize(
    "fields",
    [
        {"place": "", "online_url": ""},
        {"extra": {"onbekend": "x"}},
        {"extra": {"leervraag": "x" * 301}},
    ],
)
def test_plan_activity_with_what_its_type_does_not_allow_is_refused(cast, fields):
    with pytest.raises(InvalidRequest):
        actions.plan_activity(by=cast.anna, plan=_plan(cast.organisation, **fields))


def test_change_activity_mails_who_is_to_come_only_when_time_or_place_changes(cast):
    plan = _plan(cast.organisation)
    activity = actions.plan_activity(by=cast.anna, plan=plan)
    SignUpFactory(activity=activity, user=cast.bram)

    actions.change_activity(
        by=cast.anna,
        activity=activity,
        plan=_plan(cast.organisation, starts_at=plan.starts_at, title="Andere titel"),
    )
    assert not OutgoingMail.objects.exists()
    actions.change_activity(
        by=cast.anna,
        activity=activity,
        plan=_plan(
            cast.organisation, starts_at=plan.starts_at, place="Bibliotheek, zaal 2"
        ),
    )

    assert [mail.to for mail in OutgoingMail.objects.all()] == [cast.bram]


def test_change_activity_with_more_places_lets_in_who_waits(cast):
    activity = actions.plan_activity(
        by=cast.anna, plan=_plan(cast.organisation, places=1)
    )
    SignUpFactory(activity=activity, user=cast.bram)
    waiting = SignUpFactory(activity=activity, waiting=True)

    actions.change_activity(
        by=cast.anna, activity=activity, plan=_plan(cast.organisation, places=2)
    )

    waiting.refresh_from_db()
    assert waiting.state == SignUpState.GOING


def test_change_activity_with_fewer_places_than_people_is_refused(cast):
    activity = actions.plan_activity(
        by=cast.anna, plan=_plan(cast.organisation, places=2)
    )
    SignUpFactory.create_batch(2, activity=activity)

    with pytest.raises(DomainError):
        actions.change_activity(
            by=cast.anna, activity=activity, plan=_plan(cast.organisation, places=1)
        )


def test_cancel_activity_mails_everybody_once_without_the_title(cast):
    activity = ActivityFactory(organisation=cast.organisation, title="Verborgen titel")
    SignUpFactory(activity=activity, user=cast.bram)
    SignUpFactory(activity=activity, user=cast.carla, waiting=True)

    actions.cancel_activity(by=cast.anna, activity=activity)
    actions.cancel_activity(by=cast.anna, activity=activity)

    mails = OutgoingMail.objects.all()
    assert {mail.to for mail in mails} == {cast.bram, cast.carla}
    assert len(mails) == 2
    assert not any("Verborgen" in mail.subject + mail.text for mail in mails)


def test_cancel_activity_that_was_held_is_refused(cast):
    with pytest.raises(DomainError):
        actions.cancel_activity(
            by=cast.anna,
            activity=ActivityFactory(held=True, organisation=cast.organisation),
        )


def test_finish_activity_holds_it_once_it_has_begun(cast):
    coming = ActivityFactory(organisation=cast.organisation)
    begun = ActivityFactory(begun=True, organisation=cast.organisation)

    actions.finish_activity(by=cast.anna, activity=begun)

    begun.refresh_from_db()
    assert begun.state == ActivityState.HELD
    with pytest.raises(DomainError):
        actions.finish_activity(by=cast.anna, activity=coming)

"""Case forms: second reader first, few readers, gone after 14 days, no text anywhere else."""

import logging
from datetime import timedelta

import pytest

from elearning.accounts.models import AuditEvent, OutgoingMail
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest, NotAllowed, NotFound
from elearning.network import actions, queries, rules
from elearning.network.enums import CaseFormState, CaseSetting
from elearning.network.models import CaseForm, CaseLesson
from elearning.xapi.models import Statement
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    CaseFormFactory,
    SignUpFactory,
)

SECRET = "Pimpelpaars"
ALL_RULES = range(1, 8)


def _text(**fields):
    return actions.CaseText(
        **{
            "dilemma": f"{SECRET} dilemma?",
            "setting": CaseSetting.PHONE,
            "author_role": "Consulent",
            "situation": f"{SECRET} situatie",
            "what_i_did": f"{SECRET} gedaan",
            "question": f"{SECRET} vraag?",
            **fields,
        }
    )


@pytest.fixture
def meeting(cast):
    activity = ActivityFactory(
        type=ActivityTypeFactory(cases=True), organisation=cast.organisation
    )
    SignUpFactory(activity=activity, user=cast.bram)
    return activity


@pytest.fixture
def form(cast, meeting):
    return actions.submit_case_form(by=cast.bram, activity=meeting, text=_text())


def test_submit_case_form_waits_for_the_second_reader(cast, meeting, form):
    assert form.state == CaseFormState.WAITING
    assert list(queries.cases_to_read(cast.anna)) == [form]
    assert list(queries.cases_to_read(cast.bram)) == []
    assert list(queries.visible_case_forms(meeting)) == []


def test_submit_case_form_for_who_does_not_take_part_is_refused(cast, meeting):
    with pytest.raises(NotAllowed):
        actions.submit_case_form(by=cast.carla, activity=meeting, text=_text())
    with pytest.raises(NotFound):
        actions.submit_case_form(by=cast.dirk, activity=meeting, text=_text())


@pytest.mark.parametrize(
    "fields",
    [
        {"situation": "x" * 1201},
        {"what_i_did": "x" * 1201},
        {"lesson": "x" * 401},
        {"setting": "elders"},
    ],
)
def test_submit_case_form_beyond_its_limits_stores_nothing(cast, meeting, fields):
    with pytest.raises(InvalidRequest):
        actions.submit_case_form(by=cast.bram, activity=meeting, text=_text(**fields))

    assert not CaseForm.objects.exists()


def test_review_case_form_with_seven_rules_shows_it_to_participants_alone(
    cast, meeting, form
):
    SignUpFactory(activity=meeting, user=cast.carla)

    form = actions.review_case_form(by=cast.anna, case_form=form, rules_met=ALL_RULES)

    assert form.state == CaseFormState.VISIBLE
    assert rules.may_see_case(cast.carla, form)
    assert not rules.may_see_case(cast.dirk, form)


def test_case_form_before_it_was_read_is_seen_by_author_and_reader_alone(
    cast, meeting, form
):
    SignUpFactory(activity=meeting, user=cast.carla)

    seen_by = {
        name: rules.may_see_case(getattr(cast, name), form)
        for name in ("anna", "bram", "carla", "dirk")
    }

    assert seen_by == {"anna": True, "bram": True, "carla": False, "dirk": False}


def test_review_case_form_with_six_rules_sends_it_back_saying_which(cast, form):
    form = actions.review_case_form(
        by=cast.anna, case_form=form, rules_met=[1, 2, 3, 4, 6, 7]
    )

    assert (form.state, form.unmet_rules) == (CaseFormState.RETURNED, [5])


def test_review_case_form_by_its_author_is_refused(cast, meeting):
    SignUpFactory(activity=meeting, user=cast.anna)
    form = actions.submit_case_form(by=cast.anna, activity=meeting, text=_text())

    with pytest.raises(NotFound):
        actions.review_case_form(by=cast.anna, case_form=form, rules_met=ALL_RULES)


def test_review_case_form_by_an_appointed_reader_of_elsewhere(cast, meeting):
    meeting.second_reader = cast.carla
    meeting.save()
    form = actions.submit_case_form(by=cast.bram, activity=meeting, text=_text())

    actions.review_case_form(by=cast.carla, case_form=form, rules_met=ALL_RULES)

    form.refresh_from_db()
    assert (form.state, form.read_by) == (CaseFormState.VISIBLE, cast.carla)


def test_review_case_form_with_a_rule_that_does_not_exist_is_refused(cast, form):
    with pytest.raises(InvalidRequest):
        actions.review_case_form(by=cast.anna, case_form=form, rules_met=[1, 8])


def test_mend_case_form_hands_it_in_again_and_keeps_the_day_of_deletion(cast, form):
    form = actions.review_case_form(by=cast.anna, case_form=form, rules_met=[1])
    day = form.delete_on

    with clock.at(clock.now() + timedelta(days=3)):
        form = actions.mend_case_form(
            by=cast.bram, case_form=form, text=_text(question="Anders?")
        )

    assert (form.state, form.unmet_rules, form.delete_on) == (
        CaseFormState.WAITING,
        [],
        day,
    )


def test_mend_case_form_once_visible_is_refused(cast, form):
    form = actions.review_case_form(by=cast.anna, case_form=form, rules_met=ALL_RULES)

    with pytest.raises(DomainError):
        actions.mend_case_form(by=cast.bram, case_form=form, text=_text())


def test_delete_old_case_forms_on_day_14_leaves_the_edited_lesson_alone(cast, form):
    form = actions.review_case_form(by=cast.anna, case_form=form, rules_met=ALL_RULES)
    actions.keep_lesson(by=cast.anna, case_form=form, lesson="Vraag eerst.")
    young = CaseFormFactory(delete_on=clock.today() + timedelta(days=15))

    with clock.at(clock.now() + timedelta(days=13)):
        assert actions.delete_old_case_forms() == 0
    with clock.at(clock.now() + timedelta(days=14)):
        assert actions.delete_old_case_forms() == 1
        assert actions.delete_old_case_forms() == 0

    assert list(CaseForm.objects.all()) == [young]
    assert [lesson.text for lesson in CaseLesson.objects.all()] == ["Vraag eerst."]


def test_case_form_whose_day_has_come_is_not_shown_before_the_task_runs(
    cast, meeting, form
):
    actions.review_case_form(by=cast.anna, case_form=form, rules_met=ALL_RULES)

    with clock.at(clock.now() + timedelta(days=14)):
        assert list(queries.visible_case_forms(meeting)) == []


def test_withdraw_case_form_deletes_ones_own_at_once(cast, form):
    with pytest.raises(DomainError):
        actions.withdraw_case_form(by=cast.anna, case_form=form)
    actions.withdraw_case_form(by=cast.bram, case_form=form)

    assert not CaseForm.objects.exists()


def test_nothing_of_a_case_is_in_audit_logs_mails_or_the_store(cast, meeting, caplog):
    meeting.second_reader = cast.carla
    meeting.save()
    caplog.set_level(logging.DEBUG)

    form = actions.submit_case_form(by=cast.bram, activity=meeting, text=_text())
    actions.review_case_form(by=cast.anna, case_form=form, rules_met=[1])
    form = actions.mend_case_form(by=cast.bram, case_form=form, text=_text())
    actions.review_case_form(by=cast.carla, case_form=form, rules_met=ALL_RULES)
    actions.keep_lesson(by=cast.carla, case_form=form, lesson=f"{SECRET} les")

    assert AuditEvent.objects.count() == 5
    assert not any(SECRET in str(vars(event)) for event in AuditEvent.objects.all())
    assert OutgoingMail.objects.count() == 4
    assert not any(
        SECRET in mail.subject + mail.text for mail in OutgoingMail.objects.all()
    )
    assert not Statement.objects.exists()
    assert SECRET not in "".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("django.db")
    )

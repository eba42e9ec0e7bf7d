"""Freezing a case, and playing it.

Nothing here writes an audit line about a learner: when and how often somebody is in a sensitive
case is not kept (brief, 6.4). What a learner chose is in the learner-only store alone.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from elearning.accounts.queries import lock_person
from elearning.core import clock
from elearning.core.exceptions import Gone, InvalidRequest, NotAllowed, NotFound
from elearning.enrolment.actions import forget_record, seal
from elearning.enrolment.enums import PrivateKind
from modules.actions.case_profiles import keep_profile
from modules.actions.progress import (
    finish_page,
    finish_page_of_locked,
    touch_page,
)
from modules.cases.definition import Case, to_json
from modules.cases.engine import (
    CaseError,
    Phase,
    State,
    advance,
    choose,
    rewind,
    start,
)
from modules.enums import RunState
from modules.models import CasePage, CaseRun, CaseVersion
from modules.queries import enrolment_for
from modules.queries.case_runs import Kept, Place, locked_run, place_of
from modules.queries.cases import (
    frozen_version,
    is_online,
    latest_version,
    page_of,
    written_case,
)
from modules.rules.cases import check_may_go_on, version_to_start

# Paths are deleted this long after finishing (product rule 7).
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Step:
    """What came of a form. `stale` when it was sent before, or from a page left behind."""

    place: Place
    stale: bool = False


@transaction.atomic
def freeze_case(*, by: User | None, page: CasePage) -> CaseVersion:
    """The version of `page` as it was just published; a new one only when something changed (7f)."""
    CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    definition = to_json(written_case(page))
    latest = latest_version(page.key)
    if latest and latest.definition == definition:
        return latest
    version = CaseVersion.objects.create(
        case_key=page.key,
        number=latest.number + 1 if latest else 1,
        definition=definition,
    )
    audit(by=by, action="freeze_case", subject=version, number=version.number)
    return version


@transaction.atomic
def start_run(*, by: User, page: CasePage) -> Place:
    """Begin the newest version of a case; a run that was under way is left and its way deleted.

    Raises NotAllowed (no learning path with this case), NotFound (concept content, or never
    published) and Gone (its safety advice should have been looked at again).
    """
    _lock_learner(by)
    version = version_to_start(by, page)
    touch_page(by=by, page=page)
    return _begin(by, page, version, start(_case(version)))


@transaction.atomic
def choose_in_run(*, by: User, run: uuid.UUID, step: int, choice: str) -> Step:
    """Take `choice` in the scene that is shown. `step` is the number that stood in the form.

    A form that was sent before changes nothing and gives where the run really is, as stale. Raises
    InvalidRequest for a choice that is not in this scene, NotFound for a run that is not theirs,
    NotAllowed for who is no longer on a learning path with the case, Gone when the case was taken offline or the way was deleted.
    """
    place = _locked_place(by, run)
    if place.run.state != RunState.BUSY or place.step != step:
        return Step(place, stale=True)
    try:
        state = choose(place.case, place.state, choice)
    except CaseError as error:
        raise InvalidRequest(
            _("This choice does not exist here. Go back and choose again.")
        ) from error
    return Step(_keep(by, place, state))


@transaction.atomic
def go_on(*, by: User, run: uuid.UUID, step: int) -> Step:
    """From what happened to the reason, and from the reason to the next scene or the end.

    At the end the run is finished and the case is done. Stale and errors as `choose_in_run`.
    """
    place = _locked_place(by, run)
    if place.run.state != RunState.BUSY or place.step != step:
        return Step(place, stale=True)
    try:
        state = advance(place.case, place.state)
    except CaseError as error:
        raise InvalidRequest(_("Choose first what you do here.")) from error
    return Step(_keep(by, place, state))


@transaction.atomic
def play_again(*, by: User, run: uuid.UUID, position: int) -> Place:
    """A new run of the same version that begins at choice `position` of a finished one.

    Raises InvalidRequest when there is no such moment; NotFound, NotAllowed and Gone as
    `choose_in_run`.
    """
    place = _locked_place(by, run)
    if place.run.state != RunState.FINISHED:
        raise InvalidRequest(
            _("Finish the case first. Then you can play a part again.")
        )
    try:
        state = rewind(place.case, place.state, position)
    except CaseError as error:
        raise InvalidRequest(_("There is no such moment in this case.")) from error
    return _begin(by, _live_page(place.run.version), place.run.version, state)


@transaction.atomic
def finish_text(*, by: User, page: CasePage) -> bool:
    """The text version was read: the case is done, just as after playing it (product rule 5).

    Nothing says which of the two it was. Gives whether the case is newly done. Raises as
    `start_run`.
    """
    version = version_to_start(by, page)
    touch_page(by=by, page=page)
    return finish_page(by=by, page=page, version=str(version.number))


def _lock_learner(user: User) -> None:
    # One order for all: first the learner, then the run. Two tabs wait for each other.
    lock_person(user)


def _locked_place(by: User, run_uuid: uuid.UUID) -> Place:
    _lock_learner(by)
    run = locked_run(by, run_uuid)
    if run is None:
        raise NotFound(_("This run of the case does not exist, or it is not yours."))
    if not is_online(frozen_version(run.version_id).case_key):
        raise _taken_offline()
    check_may_go_on(run)
    place = place_of(run)
    if place is None:
        raise Gone(_("Your way through this case was deleted. You can play it again."))
    return place


def _live_page(version: CaseVersion) -> CasePage:
    page = page_of(version)
    if page is None:
        raise _taken_offline()
    return page


def _taken_offline() -> Gone:
    return Gone(
        _(
            "This case was taken offline. What you did is kept: when it is back, you go on "
            "where you were."
        )
    )


def _begin(by: User, page: CasePage, version: CaseVersion, state: State) -> Place:
    under_way = CaseRun.objects.select_for_update(of=("self",)).filter(
        user=by, version__case_key=version.case_key, state=RunState.BUSY
    )
    for left in under_way:
        left.state = RunState.LEFT
        left.save(update_fields=["state"])
        forget_record(user=by, kind=PrivateKind.CASE_RUN, subject=left.uuid)
    enrolment = enrolment_for(by, page)
    if enrolment is None:
        raise NotAllowed(_("You are not on a learning path with this case."))
    run = CaseRun.objects.create(user=by, enrolment=enrolment, version=version)
    return _seal(by, Place(run, _case(version), state, 0))


def _keep(by: User, before: Place, state: State) -> Place:
    place = Place(before.run, before.case, state, before.step + 1)
    if state.phase is Phase.ENDED:
        _finish(by, place)
    return _seal(by, place)


def _seal(by: User, place: Place) -> Place:
    kept = Kept(place.state.trail, place.state.phase, place.step)
    finished = place.run.finished_at
    seal(
        user=place.run.user,
        kind=PrivateKind.CASE_RUN,
        subject=place.run.uuid,
        data=msgspec.to_builtins(kept),
        delete_after=clock.today() + KEPT_FOR if finished else None,
    )
    return place


def _finish(by: User, place: Place) -> None:
    run = place.run
    run.state = RunState.FINISHED
    run.finished_at = clock.now()
    run.is_first_finished = not CaseRun.objects.filter(
        user=by, version=run.version, is_first_finished=True
    ).exists()
    run.save(update_fields=["state", "finished_at", "is_first_finished"])
    keep_profile(place=place, delete_after=clock.today() + KEPT_FOR)
    finish_page_of_locked(
        by=by, page=_live_page(run.version), version=str(run.version.number)
    )


def _case(version: CaseVersion) -> Case:
    return msgspec.convert(version.definition, Case)

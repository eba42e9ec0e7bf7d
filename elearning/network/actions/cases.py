"""Case forms: handed in, read by a second reader, seen by few, deleted after 14 days.

Nothing of what somebody wrote goes into an audit line, a log, a mail or the store.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import DomainError, InvalidRequest
from elearning.core.ids import secret_uuid
from elearning.network.actions.mails import mail_read, mail_to_read
from elearning.network.enums import CaseFormState, CaseSetting
from elearning.network.models import Activity, CaseForm, CaseLesson
from elearning.network.models.cases import CASE_LONG, CASE_SHORT
from elearning.network.rules import check_may_bring_case, check_may_read_first

RULES = frozenset(range(1, 8))
LIMITS = {
    "dilemma": CASE_SHORT,
    "author_role": 80,
    "situation": CASE_LONG,
    "what_i_did": CASE_LONG,
    "question": CASE_SHORT,
    "lesson": CASE_SHORT,
}


@dataclass(frozen=True, kw_only=True)
class CaseText:
    """What somebody brings in, within the limits of the form (brief, 5.2)."""

    dilemma: str
    setting: CaseSetting
    author_role: str
    situation: str
    what_i_did: str
    question: str
    lesson: str = ""


@transaction.atomic
def submit_case_form(*, by: User, activity: Activity, text: CaseText) -> CaseForm:
    """Hand in a case for `activity`; the second reader sees it first, then the participants.

    Only reached after 'nobody is in danger': the view that hears 'yes' never calls this. Raises
    NotFound or NotAllowed for who does not take part, DomainError when the meeting is over,
    InvalidRequest for a text that is too long.
    """
    check_may_bring_case(by, activity)
    _check_open(activity)
    _check_text(text)
    case_form = CaseForm.objects.create(activity=activity, author=by, **asdict(text))
    _audit(case_form, by, "submit_case_form")
    mail_to_read(case_form)
    return case_form


@transaction.atomic
def mend_case_form(*, by: User, case_form: CaseForm, text: CaseText) -> CaseForm:
    """Hand in again what came back or still waits. The day of deletion does not move.

    Raises DomainError for somebody else's form or one that is visible already.
    """
    case_form = _locked(case_form)
    if case_form.author_id != by.pk or case_form.state == CaseFormState.VISIBLE:
        raise DomainError(_("This form can no longer be changed."))
    _check_text(text)
    for name, value in asdict(text).items():
        setattr(case_form, name, value)
    case_form.state = CaseFormState.WAITING
    case_form.unmet_rules = []
    case_form.save()
    _audit(case_form, by, "mend_case_form")
    mail_to_read(case_form)
    return case_form


@transaction.atomic
def review_case_form(
    *,
    by: User,
    case_form: CaseForm,
    rules_met: Iterable[int],
    lesson: str | None = None,
) -> CaseForm:
    """The second reader ticks the rules that are met; all seven make the form visible.

    With fewer it goes back to the author, who sees which rules are not met yet. `lesson`, edited,
    replaces the author's. Raises NotFound for who may not read it (the author too), DomainError
    when it does not wait, InvalidRequest for a rule that does not exist.
    """
    check_may_read_first(by, case_form)
    case_form = _locked(case_form)
    if case_form.state != CaseFormState.WAITING:
        raise DomainError(_("This form does not wait for a second reader any more."))
    met = frozenset(rules_met)
    if not met <= RULES:
        raise InvalidRequest(_("There is no such rule."))
    case_form.unmet_rules = sorted(RULES - met)
    case_form.state = (
        CaseFormState.RETURNED if case_form.unmet_rules else CaseFormState.VISIBLE
    )
    if lesson is not None:
        case_form.lesson = _checked_lesson(lesson)
    case_form.read_by = by
    case_form.read_at = clock.now()
    case_form.save()
    _audit(case_form, by, "review_case_form", unmet=len(case_form.unmet_rules))
    mail_read(case_form)
    return case_form


@transaction.atomic
def keep_lesson(*, by: User, case_form: CaseForm, lesson: str) -> CaseLesson:
    """Keep the lesson, edited by a second reader: all that stays of a case form (brief, 5.2).

    Again replaces it as long as the form is there. Raises as `review_case_form`.
    """
    check_may_read_first(by, case_form)
    case_form = _locked(case_form)
    if case_form.state != CaseFormState.VISIBLE:
        raise DomainError(_("A lesson can be kept once the form has been read."))
    text = _checked_lesson(lesson)
    if not text:
        raise InvalidRequest(_("Fill in the lesson."))
    kept, _made = CaseLesson.objects.update_or_create(
        # Not the form's own id: that stands beside its author in the audit.
        uuid=secret_uuid("lesson", case_form.uuid),
        defaults={"activity": case_form.activity, "text": text},
    )
    _audit(case_form, by, "keep_lesson")
    return kept


@transaction.atomic
def withdraw_case_form(*, by: User, case_form: CaseForm) -> None:
    """Delete one's own form at once. Raises DomainError for somebody else's."""
    if case_form.author_id != by.pk:
        raise DomainError(_("You can only delete your own form."))
    _audit(case_form, by, "withdraw_case_form")
    case_form.delete()


@transaction.atomic
def delete_old_case_forms() -> int:
    """Delete every case form whose day has come; gives their number. Lessons stay."""
    old = CaseForm.objects.filter(delete_on__lte=clock.today())
    forms = list(old.select_for_update(of=("self",)).select_related("activity"))
    for case_form in forms:
        _audit(case_form, None, "delete_case_form")
        case_form.delete()
    return len(forms)


def _check_open(activity: Activity) -> None:
    if not activity.is_open:
        raise DomainError(_("This meeting is over or cancelled."))


def _check_text(text: CaseText) -> None:
    values = asdict(text)
    if any(len(values[name]) > limit for name, limit in LIMITS.items()):
        raise InvalidRequest(_("A text is too long. Nothing was stored."))
    if text.setting not in CaseSetting.values:
        raise InvalidRequest(_("That choice does not exist."))


def _checked_lesson(lesson: str) -> str:
    if len(lesson) > CASE_SHORT:
        raise InvalidRequest(_("A text is too long. Nothing was stored."))
    return lesson.strip()


def _locked(case_form: CaseForm) -> CaseForm:
    return (
        CaseForm.objects.select_for_update(of=("self",))
        .select_related("activity__type", "activity__organisation", "author")
        .get(pk=case_form.pk)
    )


def _audit(case_form: CaseForm, by: User | None, action: str, **detail: int) -> None:
    audit(
        by=by,
        action=action,
        subject=case_form,
        organisation=case_form.activity.organisation,
        **detail,
    )

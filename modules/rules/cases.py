"""Who may begin a case, and when a case may begin at all."""

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import Gone, NotFound
from elearning.enrolment.models import Enrolment
from modules.cases.definition import Case, from_json
from modules.models import CasePage, CaseRun, CaseVersion
from modules.queries.cases import (
    frozen_version,
    latest_version,
    overdue_safety_advice,
    path_keys_with_case,
)
from modules.rules.learning import check_may_learn, check_may_play, not_on_a_path


def version_to_start(user: User, page: CasePage) -> CaseVersion:
    """The version of `page` that `user` may begin now.

    Raises NotAllowed without a learning path that holds it; NotFound for concept content outside
    the demo (rule 13) and for a case without a version; Gone when its safety advice is overdue
    (brief, 6.7).
    """
    check_may_learn(user, page)
    check_may_play(page)
    version = latest_version(page.key)
    if version is None:
        raise NotFound(_("This case has not been published yet."))
    if is_being_checked(from_json(version.definition)):
        raise Gone(
            _("We are checking the safety advice in this case again. Come back later.")
        )
    return version


def may_go_on(run: CaseRun) -> bool:
    """Whether the learner of `run` is still on a learning path that holds its case.

    No query while that is the path on which the run began.
    """
    holding = path_keys_with_case(frozen_version(run.version_id).case_key)
    enrolment = run.enrolment
    if enrolment.ended_at is None and enrolment.path_key in holding:
        return True
    return Enrolment.objects.filter(
        user=run.user, ended_at__isnull=True, path_key__in=holding
    ).exists()


def check_may_go_on(run: CaseRun) -> None:
    """Raise NotAllowed unless `may_go_on`."""
    if not may_go_on(run):
        raise not_on_a_path()


def is_being_checked(case: Case) -> bool:
    """Whether safety advice that the case rests on should have been looked at again."""
    return bool(overdue_safety_advice(case))

"""What a person may take along of her own learning, for herself only."""

from typing import Any

from wagtail.models import Page

from elearning.accounts.models import User
from modules.models import (
    AssessmentPage,
    CasePage,
    LessonPage,
    ModulePage,
    RefresherMail,
    SignOff,
)
from modules.queries.handing_in import works_of

LEARNED = (LessonPage, CasePage, AssessmentPage, ModulePage)


def content_data(user: User) -> dict[str, Any]:
    """Progress with titles, that and when cases were played, what was handed in with the feedback,
    and sign-offs given; JSON values.

    Which way somebody went through a case is not here: only her own sealed records hold that.
    """
    progress = list(user.progress.order_by("pk"))
    runs = list(user.case_runs.select_related("version").order_by("pk"))
    keys = {row.key for row in progress} | {run.version.case_key for run in runs}
    titles = {
        key: title
        for model in LEARNED
        for key, title in model.objects.filter(key__in=keys).values_list("key", "title")
    }
    signed = SignOff.objects.filter(reader=user).order_by("pk")
    pages = dict(
        Page.objects.filter(pk__in=signed.values("page")).values_list("pk", "title")
    )
    return {
        "steps": [
            {
                "title": titles.get(row.key),
                "kind": row.kind,
                "state": row.state,
                "done": row.done_at.isoformat() if row.done_at else None,
            }
            for row in progress
        ],
        "cases": [
            {
                "title": titles.get(run.version.case_key),
                "state": run.state,
                "begun": run.started_at.isoformat(),
                "finished": run.finished_at.isoformat() if run.finished_at else None,
            }
            for run in runs
        ],
        "handed_in": [
            {
                "group": work.group,
                "title": work.title,
                "text": work.text,
                "on": work.handed_in_at.isoformat(),
                "feedback": work.feedback,
            }
            for work in works_of(user)
        ],
        "refresher_mail": RefresherMail.objects.filter(user=user).exists(),
        "signed": [
            {
                "page": pages.get(row.page_id),
                "role": row.role,
                "label": row.label,
                "at": row.signed_at.isoformat(),
            }
            for row in signed
        ],
    }

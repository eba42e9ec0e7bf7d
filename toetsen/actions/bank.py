"""Versions of questions: made when a question is published, and never changed."""

from django.db import transaction
from wagtail.models import Revision

from elearning.accounts.actions.audit import audit
from toetsen.blocks import content_of, normal
from toetsen.models import Question, QuestionVersion


@transaction.atomic
def keep_version(
    *, question: Question, revision: Revision | None = None
) -> QuestionVersion:
    """The version of `question` as it is now; a new one only when it asks something else.

    Something else is: other content, another goal, critical or no longer so. Attempts that were
    begun keep the version they were shown, and statistics are per version. `revision` is what was
    published, None for a file of the curriculum; who published it is in Wagtail's own history.
    """
    Question.objects.select_for_update(no_key=True).only("pk").get(pk=question.pk)
    kind, data = content_of(question.body)
    data = normal(kind, data)
    newest = question.versions.order_by("-number").first()
    if newest is not None and _says(newest) == (
        kind,
        data,
        question.goal_code,
        question.critical,
    ):
        return newest
    version = QuestionVersion.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        kind=kind,
        data=data,
        goal_code=question.goal_code,
        critical=question.critical,
        revision=revision,
    )
    if revision is not None:
        audit(
            by=None, action="publish_question", subject=question, version=version.number
        )
    return version


def _says(version: QuestionVersion) -> tuple[str, object, str, bool]:
    kind = version.kind
    return kind, normal(kind, version.data), version.goal_code, version.critical

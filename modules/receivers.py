"""News from the apps below that changes where a person is in the content."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from elearning.accounts.models import User
from elearning.accounts.signals import own_data_asked
from elearning.core import clock
from elearning.enrolment.models import Enrolment
from elearning.enrolment.queries import speaker
from elearning.enrolment.signals import enrolled
from elearning.xapi.actions import record
from elearning.xapi.statements import EnrolledOnPath
from modules.actions import finish_page
from modules.actions.progress import exempt_from_module
from modules.models import AssessmentPage
from modules.queries import (
    content_data,
    lessons_that_measure,
    module_of,
    path_activity,
    path_page,
)
from modules.queries.assessments import fixed_questions, other_questions, rows_of
from modules.rules import may_exempt, may_learn
from toetsen.actions import mark_sensitive, set_assessment
from toetsen.measured import INSTRUMENT
from toetsen.models import Attempt, Measurement
from toetsen.signals import attempt_submitted, measurement_done


@receiver(enrolled, dispatch_uid="modules.record_enrolment")
def record_enrolment(enrolment: Enrolment, **_kwargs: object) -> None:
    """Only here is the neutral code of a path known, so the statement is made here."""
    path = path_page(enrolment)
    if path is not None:
        record(
            EnrolledOnPath(
                speaker=speaker(enrolment), object=path_activity(path), at=clock.now()
            )
        )


@receiver(attempt_submitted, dispatch_uid="modules.finish_assessment_pages")
def finish_assessment_pages(attempt: Attempt, by: User, **_kwargs: object) -> None:
    """A passed test finishes each step that stands for it, in the paths the learner is on.

    One that exempts is no step: it stands for the whole module, where that may be.
    """
    if not attempt.passed:
        return
    pages = AssessmentPage.objects.live().filter(
        assessment_code=attempt.assessment.code
    )
    for page in pages:
        if not may_learn(by, page):
            continue
        if not page.exempts:
            finish_page(by=by, page=page)
        elif may_exempt(module_of(page)):
            exempt_from_module(by=by, page=page)


@receiver(page_published, sender=AssessmentPage, dispatch_uid="modules.set_assessment")
def set_published_assessment(
    instance: AssessmentPage, revision: Revision, **_kwargs: object
) -> None:
    """What an author set on the page counts from now on.

    Of a sensitive test nobody may find out by single questions which of them were chosen.
    """
    assessment = set_assessment(
        by=revision.user,
        code=instance.assessment_code,
        title=instance.title,
        settings=instance,
        blueprint=rows_of(instance),
        questions=fixed_questions(instance),
    )
    if instance.sensitive:
        mark_sensitive(
            by=revision.user,
            assessment=assessment,
            heavy=list(other_questions(instance)),
        )


@receiver(measurement_done, dispatch_uid="modules.finish_measurement_lessons")
def finish_measurement_lessons(
    measurement: Measurement, by: User, **_kwargs: object
) -> None:
    """Who filled in the statements is done with the lesson they stand in; situations stand in none."""
    if measurement.instrument != INSTRUMENT[0]:
        return
    for page in lessons_that_measure(measurement.moment):
        if may_learn(by, page):
            finish_page(by=by, page=page, version=page.content_version)


@receiver(own_data_asked, dispatch_uid="modules.tell_content_data")
def tell_content_data(user: User, **_kwargs: object) -> tuple[str, dict[str, Any]]:
    return "lessons_and_cases", content_data(user)

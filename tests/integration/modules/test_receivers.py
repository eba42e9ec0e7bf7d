from types import SimpleNamespace

import pytest
from django.db import transaction

from elearning.enrolment.models import Enrolment, Progress
from elearning.enrolment.paths import all_paths
from elearning.enrolment.signals import enrolled
from elearning.xapi.models import Statement
from modules.receivers import finish_assessment_pages
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db


def attempt(code, passed):
    return SimpleNamespace(assessment=SimpleNamespace(code=code), passed=passed)


def test_enrolling_is_recorded_under_the_code_of_the_path():
    path = PathPageFactory(code="ll-c")
    enrolment = EnrolmentFactory(path_key=path.key)

    with transaction.atomic():
        enrolled.send(sender=Enrolment, enrolment=enrolment)

    statement = Statement.objects.select_related("verb", "activity").get()
    assert statement.verb.iri.endswith("/registered")
    assert statement.activity.iri.endswith("/paths/ll-c")


def test_a_passed_test_finishes_its_step_in_own_paths_only():
    module = ModulePageFactory()
    page = AssessmentPageFactory(parent=module, assessment_code="basistoets")
    AssessmentPageFactory(parent=module, assessment_code="andere-toets")
    AssessmentPageFactory(assessment_code="basistoets")
    enrolment = EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key)

    finish_assessment_pages(attempt=attempt("basistoets", True), by=enrolment.user)

    assert [row.key for row in Progress.objects.all()] == [page.key]


def test_a_failed_test_finishes_nothing():
    page = AssessmentPageFactory(assessment_code="basistoets")
    module = page.get_parent().specific
    enrolment = EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key)

    finish_assessment_pages(attempt=attempt("basistoets", False), by=enrolment.user)

    assert Progress.objects.count() == 0


def test_paths_are_told_to_enrolment_as_concept_until_signed():
    module = ModulePageFactory()
    LessonPageFactory(parent=module)
    path = PathPageFactory(modules=[module], open_to_all=True, title="Echte titel")
    PathPageFactory(live=False)

    infos = all_paths()

    assert [
        (info.key, info.title, info.is_concept, info.open_to_all) for info in infos
    ] == [(path.key, path.neutral_title, True, True)]

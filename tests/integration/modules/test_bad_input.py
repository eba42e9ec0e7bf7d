"""Bad input where people learn and write: a clear page in Dutch, and nothing half saved."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model

from elearning.enrolment.models import Progress
from elearning.network.models import CaseForm, NetworkMember
from modules.models import CaseRun, LessonPage, PathPage
from tests.factories.accounts import UserFactory
from tests.factories.cases import case_page
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import LessonPageFactory
from tests.factories.network import (
    ActivityFactory,
    ActivityTypeFactory,
    SignUpFactory,
)
from tests.factories.toetsen import make_assessment
from toetsen.actions import start_attempt
from toetsen.models import AttemptItem

pytestmark = pytest.mark.django_db
HUGE = "a" * 10_000_000


@pytest.fixture
def case():
    return case_page()


@pytest.fixture
def lesson(case):
    page = LessonPageFactory(parent=case.get_parent())
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def enrolment(lesson):
    return EnrolmentFactory(path_key=PathPage.objects.get().key)


@pytest.fixture
def bram(client, enrolment):
    client.force_login(enrolment.user)
    return client


# --- Ten megabytes ------------------------------------------------------------------------------
@pytest.fixture
def addresses(lesson, case, enrolment):
    attempt = start_attempt(
        by=enrolment.user, enrolment=enrolment, assessment=make_assessment()
    )
    meeting = ActivityFactory(type=ActivityTypeFactory(cases=True))
    SignUpFactory(activity=meeting, user=enrolment.user)
    return {
        "lesson": lesson.url,
        "place": reverse("lesson_place"),
        "case": case.url,
        "question": reverse("toetsen:question", args=[attempt.uuid, 1]),
        "network": reverse("network:ask"),
        "case form": f"/netwerk/activiteiten/{meeting.uuid}/inbreng/",
        "search": reverse("search"),
    }


@pytest.mark.parametrize(
    "place",
    ["lesson", "place", "case", "question", "network", "case form", "search"],
)
def test_ten_megabytes_is_refused_and_nothing_is_saved(bram, addresses, place):
    answer = bram.post(addresses[place], {"klaar": "1", "choice": "a", "tekst": HUGE})

    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()
    for model in (Progress, CaseRun, CaseForm, NetworkMember):
        assert not model.objects.exists()
    assert not AttemptItem.objects.exclude(response=None).exists()


# --- Pictures in the CMS ------------------------------------------------------------------------
def picture() -> bytes:
    file = BytesIO()
    Picture.effect_noise((400, 400), 80).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(superuser=True))
    return client


def send(editor, name: str, content: bytes, kind: str):
    file = SimpleUploadedFile(name, content, kind)
    return editor.post(
        reverse("wagtailimages:add"),
        {"title": "Plaat", "description": "Een plaat", "file": file},
    )


def test_a_whole_picture_is_saved(editor):
    assert send(editor, "plaat.png", picture(), "image/png").status_code == 302
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plaat.png", b"dit is geen plaatje", "image/png"),
        ("plaat.png", picture()[:40], "image/png"),
        ("plaat.png", picture()[:2000], "image/png"),
        ("plaat.png", b"", "image/png"),
        ("plaat.exe", picture(), "application/octet-stream"),
        ("plaat.svg", b"<svg><script>alert(1)</script></svg>", "image/svg+xml"),
        ("plaat.jpg", picture(), "image/jpeg"),
        ("plaat.png", b"\x89PNG" + b"a" * (10 * 1024 * 1024), "image/png"),
    ],
    ids=["text", "head", "cut off", "empty", "exe", "svg", "other type", "too big"],
)
def test_a_broken_or_wrong_picture_is_refused_in_dutch(editor, name, content, kind):
    answer = send(editor, name, content, kind)

    assert answer.status_code == 200
    errors = " ".join(answer.context["form"].errors.get("file", []))
    assert errors
    for english in ("Upload a valid", "The submitted", "This file", "Not a "):
        assert english not in errors
    assert get_image_model().objects.count() == 0

"""News from below: somebody asks for her data, or a question was published."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import published

from elearning.accounts.models import User
from elearning.accounts.signals import own_data_asked
from toetsen.actions.bank import keep_version
from toetsen.measured import measurement_data
from toetsen.models import Question
from toetsen.queries import attempt_data


@receiver(own_data_asked, dispatch_uid="toetsen.tell_attempts")
def tell_attempts(user: User, **_kwargs: object) -> tuple[str, list[dict[str, Any]]]:
    return "tests", attempt_data(user)


@receiver(own_data_asked, dispatch_uid="toetsen.tell_measurements")
def tell_measurements(user: User, **_kwargs: object) -> tuple[str, dict[str, Any]]:
    return "measurements", measurement_data(user)


@receiver(published, sender=Question, dispatch_uid="toetsen.keep_version")
def keep_published_version(
    instance: Question, revision: Revision, **_kwargs: object
) -> None:
    keep_version(question=instance, revision=revision)

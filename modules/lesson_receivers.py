"""What happens when a lesson is published: who is in it keeps her place."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from modules.actions.places import keep_places
from modules.models import LessonPage


@receiver(page_published, sender=LessonPage, dispatch_uid="modules.keep_places")
def keep_places_in_lesson(instance: LessonPage, **_kwargs: Any) -> None:
    if instance.live:
        keep_places(page=instance)

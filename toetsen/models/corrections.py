from django.conf import settings
from django.db import models

from elearning.core import clock
from toetsen.models.bank import QuestionVersion


class Correction(models.Model):
    """That results were worked out again with the key of `version`, for older ones of its question.

    A row first, so that it is finished whatever stops half way. `done_at` is None until then.
    """

    version = models.ForeignKey(
        QuestionVersion, models.PROTECT, related_name="corrections"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.version} · {self.made_at:%Y-%m-%d}"

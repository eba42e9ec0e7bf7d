from django.conf import settings
from django.db import models

from elearning.core import clock
from toetsen.models.bank import QuestionVersion


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        """What is not done and was not given up: busy, or to be taken up."""
        return self.filter(done_at=None, stopped_at=None)


class Correction(models.Model):
    """That results were worked out again with the key of `version`, for older ones of its question.

    A row first, so that it is finished whatever stops half way. `done_at` is None until then.
    `seen_at` is when a worker last said that it is at it, None while nobody is; `stopped_at` when it
    was given up, after `tries` that all broke off.
    """

    version = models.ForeignKey(
        QuestionVersion, models.PROTECT, related_name="corrections"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.version} · {self.made_at:%Y-%m-%d}"

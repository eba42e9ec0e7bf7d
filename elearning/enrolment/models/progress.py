from django.conf import settings
from django.db import models

from elearning.core import clock
from elearning.enrolment.enums import ItemKind, ProgressState
from elearning.enrolment.models.enrolments import Enrolment


class Progress(models.Model):
    """How far a person is with one item, known by its key and never by its page (7f).

    It belongs to the person, so a module counts once in every path that holds it; `enrolment` is
    the one under which the item was begun and gives its statements their registration. `version`
    is the item's content version when it was finished, so that a page can say it changed since.
    `place` is where to go on: the key of a block.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress"
    )
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    state = models.CharField(
        max_length=8, choices=ProgressState.choices, default=ProgressState.BUSY
    )
    version = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    exempt = models.BooleanField(
        default=False, help_text="Done because a test showed it is known already."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="progress_unique"),
            models.CheckConstraint(
                condition=models.Q(state=ProgressState.DONE)
                ^ models.Q(done_at__isnull=True),
                name="progress_done_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.network.enums import SignUpState
from elearning.network.models.activities import Activity


class SignUp(OutwardModel):
    """Somebody's place at an activity, or in its queue; `asked_at` is the order of the queue."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ups"
    )
    state = models.CharField(max_length=10, choices=SignUpState.choices)
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "user"], name="sign_up_unique")
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Attendance(models.Model):
    """Somebody was there. Without a user it is a count: that person left or names have expired."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="attendances",
    )
    minutes = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "user"],
                condition=Q(user__isnull=False),
                name="attendance_unique",
            )
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

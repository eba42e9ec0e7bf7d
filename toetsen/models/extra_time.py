from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from elearning.core import clock
from elearning.enrolment.models import Enrolment


class ExtraTime(models.Model):
    """How much longer one person gets for a test, as a percentage of its time limit.

    That she has it, and nothing about why (product rule 2). It goes with the enrolment.
    """

    MOST = 300

    enrolment = models.OneToOneField(
        Enrolment, models.CASCADE, related_name="extra_time"
    )
    percent = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=300),
                name="extra_time_is_more_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: +{self.percent}%"

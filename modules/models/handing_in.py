from django.db import models

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models import Enrolment


class HandedIn(OutwardModel):
    """A copy of a text that a learner gave to the lecturers of one of her groups (ADR 0053).

    Her own text stays in the learner-only store. The copy and what the lecturer wrote back are
    encrypted under her key, so both are gone with it. `answered_at` is empty while it waits; what
    was written about an earlier copy stays until there is something newer.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="handed_in")
    text_key = models.UUIDField()
    sealed = models.BinaryField()
    handed_in_at = models.DateTimeField(default=clock.now)
    feedback = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "text_key"], name="handed_in_once_a_group"
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

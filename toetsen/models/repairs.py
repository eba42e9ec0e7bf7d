from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from elearning.core import clock
from toetsen.models.attempts import AttemptItem
from toetsen.models.bank import QuestionVersion


class Repair(models.Model):
    """Another question about safety, asked once the lesson was read again (brief, 4.1).

    One for each critical question that was missed. `score` is None until it is answered; 1.0 mends
    the miss. It counts for nothing else, and no statistics are made of it.
    """

    item = models.OneToOneField(AttemptItem, models.CASCADE, related_name="repair")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    shown = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    response = models.JSONField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="repair_score_is_a_share",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.version}"

    @property
    def is_right(self) -> bool:
        return self.score == 1

from django.db import models
from django.db.models import Q

from elearning.dashboard.models.grid import ClosedPeriod
from toetsen.models import Assessment, QuestionVersion


class FrozenQuestion(models.Model):
    """How one version of a question did in a test, at the end of a closed period.

    Without `version` it is about the whole test. `shown` is what readers get, protected and rounded
    when the period was closed; there are no exact figures beside it. `people` is how many attempts
    they are about, to know at the next closing whether enough came in; no query hands it out.
    `as_of` is the month whose figures these are: an earlier one while fewer than ten came since.
    """

    period = models.ForeignKey(ClosedPeriod, models.CASCADE, related_name="questions")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    version = models.ForeignKey(
        QuestionVersion, models.CASCADE, null=True, related_name="+"
    )
    people = models.PositiveIntegerField()
    as_of = models.DateField()
    shown = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "assessment", "version"],
                nulls_distinct=False,
                name="frozen_question_unique",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=10), name="frozen_question_is_of_ten"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.assessment} {self.version or ''}"

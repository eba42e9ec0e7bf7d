from django.conf import settings
from django.db import models

from elearning.core import clock
from elearning.enrolment.enums import PrivateKind


class LearnerKey(models.Model):
    """The key of one learner's records, itself wrapped by a key outside the database (7e).

    Deleting this row makes every record of the learner unreadable at once.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="learner_key"
    )
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return "learner key"


class PrivateRecord(models.Model):
    """One encrypted record that no role in the product can read but the learner (rule 7)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_records"
    )
    kind = models.CharField(max_length=16, choices=PrivateKind.choices)
    subject = models.UUIDField()
    sealed = models.BinaryField()
    updated_at = models.DateTimeField(default=clock.now)
    delete_after = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject"], name="private_record_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

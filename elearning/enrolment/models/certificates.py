from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.enums import CertificateKind


class Certificate(OutwardModel):
    """A certificate of a path or a proof of participation in one year, as it was made.

    `contents` is what stands on the paper (certified.Contents) and never changes: the PDF is set
    from it each time it is asked for. `code` is how others check it; it says nothing by itself.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(max_length=14, choices=CertificateKind.choices)
    code = models.CharField(max_length=12, unique=True)
    path_key = models.UUIDField()
    year = models.PositiveSmallIntegerField(null=True)
    contents = models.JSONField()
    issued_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=CertificateKind.PARTICIPATION) ^ Q(year__isnull=True),
                name="participation_has_year",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

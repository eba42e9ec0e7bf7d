from typing import ClassVar

from django.db import models

from elearning.core import clock
from elearning.xapi.models.credentials import Credential


class Refusal(models.Model):
    """A request that was refused, and why. Never what was sent: no body, no actor, no parameter.

    `resource` is the path behind `/xapi/`; `pointer` the place in the statement, in words of the
    specification only. Thirty days, and a limited number (actions.refusing).
    """

    at = models.DateTimeField(default=clock.now)
    # The one that was named, also when it did not open; None when none of ours was.
    credential = models.ForeignKey(
        Credential, models.SET_NULL, related_name="+", null=True, db_index=False
    )
    method = models.CharField(max_length=8)
    resource = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    pointer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="refusal_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.method} {self.resource}"

from typing import ClassVar

from django.db import models

from elearning.core import clock
from elearning.xapi.enums import DocumentKind
from elearning.xapi.models.credentials import Credential
from elearning.xapi.models.statements import Activity, Agent


class Document(models.Model):
    """A document of a state, activity profile or agent profile (Communication 2.2)."""

    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    # Whose it is: no other credential finds it.
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", null=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+", null=True)
    registration = models.UUIDField(null=True)
    name = models.CharField(max_length=500)
    content = models.BinaryField()
    content_type = models.CharField(max_length=255)
    etag = models.CharField(max_length=40)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=[
                    "credential",
                    "kind",
                    "activity",
                    "agent",
                    "registration",
                    "name",
                ],
                nulls_distinct=False,
                name="document_unique",
            )
        ]

    def __str__(self) -> str:
        return self.name

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from elearning.core import clock


class OutgoingMail(models.Model):
    """A mail to send: a row first, so that a broker that loses everything loses no mail (4).

    The address is looked up when it is sent, unless the mail is about another: a new address is
    confirmed at that address. `once` makes writing the same mail twice harmless.
    """

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="outgoing_mails"
    )
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=120)
    text = models.TextField()
    once = models.CharField(max_length=120, unique=True, null=True)  # noqa: DJ001  null: many mails without
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["id"], condition=Q(sent_at__isnull=True), name="mail_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

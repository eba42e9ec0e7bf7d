from django.conf import settings
from django.db import models

from elearning.core import clock


class RefresherMail(models.Model):
    """Somebody asked for a mail when something to refresh is ready. Nobody gets one unasked."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="refresher_mail"
    )
    asked_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return "refresher mail"

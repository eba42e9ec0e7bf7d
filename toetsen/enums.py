from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    BUSY = "busy", _("busy")
    SUBMITTED = "submitted", _("submitted")

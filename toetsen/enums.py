from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    BUSY = "busy", _("busy")
    SUBMITTED = "submitted", _("submitted")


class MomentKind(models.TextChoices):
    """The values of `measurement.report.Moment`, with the words for them."""

    EARLY = "early", _("while you wait")
    BEFORE = "before", _("at the start")
    AFTER = "after", _("at the end")
    THEN = "then", _("looking back at the start")
    LATER = "later", _("three months later")

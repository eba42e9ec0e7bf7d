from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKind(models.TextChoices):
    """What sort of knowledge a record holds; decides what its expiry does (brief, 6.7)."""

    STATEMENT = "statement", _("Statement")
    FIGURE = "figure", _("Registration figure")
    ESTIMATE = "estimate", _("Estimate or survey figure")
    LAW = "law", _("Law")
    POLICY = "policy", _("Policy or project")
    SAFETY = "safety", _("Safety advice")
    CONTACT = "contact", _("Telephone number, chat or address")

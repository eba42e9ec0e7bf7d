from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityType(models.Model):
    """A kind of meeting as data: what it is for, how it usually goes, what is noted besides.

    `roles` holds `{"name", "is_key_person"}`, `agenda` `{"item", "minutes", "is_break"}`,
    `fields` the extra fields `{"code", "name", "kind", "max", "options"}` and `follow_up`
    `{"what", "after_days"}`.
    """

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    goal = models.TextField(_("goal"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    roles = models.JSONField(default=list)
    agenda = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    follow_up = models.JSONField(default=list)
    sensitive_default = models.BooleanField(default=False)
    source_codes = ArrayField(models.CharField(max_length=40), default=list)
    names_attendance = models.BooleanField(
        default=True,
        help_text="Off: those present are a number and never names (brief, 5.2).",
    )
    takes_case_forms = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "code"]
        verbose_name = _("type of activity")
        verbose_name_plural = _("types of activity")

    def __str__(self) -> str:
        return self.name

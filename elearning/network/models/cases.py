from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.network.enums import CaseFormState, CaseSetting
from elearning.network.models.activities import Activity

CASE_LONG = 1200
CASE_SHORT = 400
# A proposal of the brief (5.2); counted from the day it is handed in, not from the meeting.
CASE_KEPT = timedelta(days=14)


def deletion_day() -> date:
    """The day on which a case form handed in today is deleted."""
    return clock.today() + CASE_KEPT


class CaseForm(OutwardModel):
    """A dilemma for one casuïstiekoverleg, made unrecognisable, and gone after 14 days.

    `unmet_rules` are the numbers of the seven rules that the second reader did not tick.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="case_forms")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="case_forms"
    )
    state = models.CharField(
        max_length=10, choices=CaseFormState.choices, default=CaseFormState.WAITING
    )
    dilemma = models.CharField(_("the dilemma in one sentence"), max_length=CASE_SHORT)
    setting = models.CharField(
        _("where it happened"), max_length=12, choices=CaseSetting.choices
    )
    author_role = models.CharField(_("your role in it"), max_length=80)
    situation = models.TextField(_("what was going on"), max_length=CASE_LONG)
    what_i_did = models.TextField(_("what you did"), max_length=CASE_LONG)
    question = models.CharField(_("your question to the group"), max_length=CASE_SHORT)
    lesson = models.TextField(_("the lesson"), max_length=CASE_SHORT, blank=True)
    unmet_rules = ArrayField(models.PositiveSmallIntegerField(), default=list)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(default=clock.now)
    delete_on = models.DateField(default=deletion_day, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["handed_in_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CaseFormState.VISIBLE)
                | Q(read_at__isnull=False, unmet_rules=[]),
                name="case_form_visible_after_reading",
            ),
            models.CheckConstraint(
                condition=~Q(read_by=models.F("author")),
                name="case_form_read_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class CaseLesson(OutwardModel):
    """What stays of a case form: one edited lesson, without its author."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="lessons")
    text = models.TextField(_("the lesson"), max_length=CASE_SHORT)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-kept_at"]

    def __str__(self) -> str:
        return str(self.uuid)

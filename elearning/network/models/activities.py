from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elearning.core import clock
from elearning.core.models import OutwardModel, TimestampedModel
from elearning.network.enums import ActivityState, Payment, RoleState
from elearning.network.models.types import ActivityType


class ActivityQuerySet(models.QuerySet["Activity"]):
    def coming(self) -> "ActivityQuerySet":
        """Planned and not yet over, soonest first."""
        return self.filter(state=ActivityState.PLANNED, ends_at__gte=clock.now())

    def held(self) -> "ActivityQuerySet":
        return self.filter(state=ActivityState.HELD)


class Activity(OutwardModel, TimestampedModel):
    """One meeting of the learning network: the common record of all types (brief, 5.1).

    `title` is neutral: it stands in tabs, mails and calendars. Of a sensitive activity not even
    the title goes into a calendar. `extra` holds what its type asks besides.
    """

    type = models.ForeignKey(ActivityType, models.PROTECT, related_name="activities")
    title = models.CharField(_("neutral title"), max_length=120)
    goal = models.TextField(_("goal"), max_length=1000)
    goal_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="activities"
    )
    organiser_role = models.CharField(_("role of the organiser"), max_length=80)
    municipality = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    programme = models.ForeignKey(
        "accounts.Programme", models.PROTECT, null=True, blank=True, related_name="+"
    )
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("start"), db_index=True)
    ends_at = models.DateTimeField(_("end"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("online address"), max_length=500, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    language = models.CharField(
        _("language and interpreter"), max_length=120, blank=True
    )
    accessibility = models.CharField(_("accessibility"), max_length=300, blank=True)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    payment = models.CharField(
        _("payment of key persons arranged"),
        max_length=14,
        choices=Payment.choices,
        default=Payment.NO,
    )
    source_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=10, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    head_count = models.PositiveSmallIntegerField(null=True, blank=True)
    names_until = models.DateField(_("names are kept until"), db_index=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Appointed to read case forms first; those who lead the activity may as well.
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second reader"),
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online_url=""),
                name="activity_has_place_or_address",
            ),
        ]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_planned(self) -> bool:
        return self.state == ActivityState.PLANNED

    @property
    def is_cancelled(self) -> bool:
        return self.state == ActivityState.CANCELLED

    @property
    def is_open(self) -> bool:
        """Whether somebody can still sign up or cancel: until it is over."""
        return self.is_planned and clock.now() < self.ends_at

    @property
    def attendance_opens_at(self) -> datetime:
        """Those present are noted from an hour before the start, when people come in."""
        return self.starts_at - timedelta(hours=1)

    @property
    def attendance_has_opened(self) -> bool:
        return clock.now() >= self.attendance_opens_at

    @property
    def has_begun(self) -> bool:
        return clock.now() >= self.starts_at


class ActivityRole(models.Model):
    """Who does what, by person or, without a name, by organisation."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="roles")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("role"), max_length=80)
    is_key_person = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        max_length=10, choices=RoleState.choices, default=RoleState.OPEN
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class AgendaItem(models.Model):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(pgettext_lazy("agenda", "item"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    is_break = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.item


class Agreement(OutwardModel):
    """What was agreed, by which role and before when; a role, never a name."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="agreements")
    what = models.CharField(_("what"), max_length=300)
    role = models.CharField(_("by which role"), max_length=80)
    due_on = models.DateField(_("before or on"))
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_overdue(self) -> bool:
        return self.closed_at is None and self.due_on < clock.today()

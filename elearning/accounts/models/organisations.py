from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elearning.accounts.enums import OrganisationKind, Role
from elearning.core import clock
from elearning.core.models import OutwardModel


class Region(models.Model):
    """A working region of municipalities: the level at which figures of modules are shown (7b)."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Organisation(OutwardModel, models.Model):
    """Where people learn or work. Its kind is never shown beside a person's name (product)."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )
    attention_officer = models.CharField(
        _("attention officer (aandachtsfunctionaris)"),
        max_length=200,
        blank=True,
        help_text=_(
            "Who to consult about safety: name or function, and how to reach them."
        ),
    )
    confidential_adviser = models.CharField(
        _("confidential adviser (vertrouwenspersoon)"), max_length=200, blank=True
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.MUNICIPALITY)
                | Q(region__isnull=False),
                name="municipality_has_region",
            ),
        ]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Programme(OutwardModel, models.Model):
    """A programme of study of an educational institution; name and level are data, not code."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programmes"
    )
    name = models.CharField(_("name"), max_length=120)
    level = models.CharField(_("level"), max_length=40)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "level"], name="programme_unique"
            )
        ]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


class Accreditation(models.Model):
    """The number under which an organisation's training counts for a register, in one year."""

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="accreditations",
        verbose_name=_("organisation"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("accreditation number"), max_length=60)
    register = models.CharField(
        _("of which register"),
        max_length=120,
        help_text=_("The name of the professional register that gave the number."),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], name="accreditation_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2020, 2100)), name="accreditation_year"
            ),
        ]
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """A person's role in an organisation; ended, never deleted, so that audit lines stay true."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_current_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.network.enums import MemberKind, MemberState


class NetworkMemberQuerySet(models.QuerySet["NetworkMember"]):
    def accepted(self) -> "NetworkMemberQuerySet":
        return self.filter(state=MemberState.ACCEPTED)

    def asked(self) -> "NetworkMemberQuerySet":
        return self.filter(state=MemberState.ASKED)


class NetworkMember(OutwardModel):
    """A person's place in the learning network, one row whatever becomes of it.

    `organisation` is the one the person belongs to, for those who decide; its kind is never
    shown beside a name (product).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="network_member"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(_("capacity"), max_length=14, choices=MemberKind.choices)
    state = models.CharField(
        max_length=10, choices=MemberState.choices, default=MemberState.ASKED
    )
    asked_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = NetworkMemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[MemberState.ACCEPTED, MemberState.DECLINED])
                | Q(decided_at__isnull=False),
                name="member_decision_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=MemberState.LEFT) | Q(left_at__isnull=False),
                name="member_left_has_moment",
            ),
        ]
        verbose_name = _("member of the learning network")
        verbose_name_plural = _("members of the learning network")

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_accepted(self) -> bool:
        return self.state == MemberState.ACCEPTED

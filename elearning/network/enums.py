from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemberState(models.TextChoices):
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("member")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")


class MemberKind(models.TextChoices):
    """In which capacity somebody joins; says nothing about the organisation."""

    PROFESSIONAL = "professional", _("as a professional")
    VOLUNTEER = "volunteer", _("as a volunteer or key person")


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Payment(models.TextChoices):
    """Whether the payment of key persons is arranged; never how much, never a bank account."""

    YES = "yes", _("yes, arranged")
    NO = "no", _("no, not yet")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class RoleState(models.TextChoices):
    OPEN = "open", _("still open")
    ASKED = "asked", _("asked")
    CONFIRMED = "confirmed", _("confirmed")


class SignUpState(models.TextChoices):
    GOING = "going", _("signed up")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


class FieldKind(models.TextChoices):
    """What an extra field of an activity type holds."""

    TEXT = "text", _("one line")
    LONG_TEXT = "long_text", _("text")
    NUMBER = "number", pgettext_lazy("kind of answer", "number")
    DATE = "date", _("date")
    BOOLEAN = "boolean", _("yes or no")
    CHOICE = "choice", _("choice")
    LIST = "list", _("list, one on a line")


class CaseFormState(models.TextChoices):
    """Where a case form is on its way past the second reader."""

    WAITING = "waiting", _("waits for the second reader")
    RETURNED = "returned", _("back with the author")
    VISIBLE = "visible", _("visible to the participants")


class CaseSetting(models.TextChoices):
    """Where it happened, wide enough to fit many."""

    OFFICE_HOUR = "office_hour", _("Office hour")
    HOME_VISIT = "home_visit", _("Home visit")
    PHONE = "phone", _("Telephone")
    DESK = "desk", _("Desk")
    EARLY_SIGNAL = "early_signal", _("Early signal of debt")
    OTHER = "other", _("Something else")

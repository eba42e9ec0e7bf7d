"""Case forms, for the few who may see them."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import User
from elearning.core import clock
from elearning.network.enums import CaseFormState
from elearning.network.models import Activity, CaseForm
from elearning.network.queries.members import organisations_led_by


class DangerContact(NamedTuple):
    """Whom to call when somebody is in danger."""

    name: str
    phone: str
    purpose: str
    emergency: bool


# Product rule 14: these two never disappear, whatever is in the database.
EMERGENCY = DangerContact("112", "112", _("Direct danger, or somebody in need."), True)
VEILIG_THUIS = DangerContact(
    "Veilig Thuis",
    "0800-2000",
    _("Advice, also when you are not sure and without a name. Free, day and night."),
    False,
)


def danger_contacts() -> list[DangerContact]:
    """112 and Veilig Thuis. Reads nothing, so that it shows when nothing else works."""
    return [EMERGENCY, VEILIG_THUIS]


def cases_to_read(user: User) -> QuerySet[CaseForm]:
    """Forms that wait for `user` as their second reader, oldest first."""
    reader = Q(activity__second_reader=user) | Q(
        activity__organisation__in=organisations_led_by(user)
    )
    return (
        CaseForm.objects.filter(
            reader, state=CaseFormState.WAITING, delete_on__gt=clock.today()
        )
        .exclude(author=user)
        .select_related("activity__type")
        .order_by("handed_in_at", "id")
    )


def own_case_forms(user: User, activity: Activity) -> QuerySet[CaseForm]:
    """The forms that `user` handed in for `activity`."""
    return activity.case_forms.filter(author=user, delete_on__gt=clock.today())


def visible_case_forms(activity: Activity) -> QuerySet[CaseForm]:
    """The forms that a second reader has let through, for the participants of `activity`."""
    return activity.case_forms.filter(
        state=CaseFormState.VISIBLE, delete_on__gt=clock.today()
    )

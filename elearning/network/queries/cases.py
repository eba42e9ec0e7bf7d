"""Case forms, for the few who may see them."""

from django.db.models import Q, QuerySet

from elearning.accounts.models import User
from elearning.core import clock
from elearning.network.enums import CaseFormState
from elearning.network.models import Activity, CaseForm
from elearning.network.queries.members import organisations_led_by


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

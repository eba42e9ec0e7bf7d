"""What the network forgets by itself."""

from datetime import timedelta

from django.db import transaction

from elearning.core import clock
from elearning.network.enums import MemberState
from elearning.network.models import (
    Activity,
    ActivityRole,
    Attendance,
    NetworkMember,
    SignUp,
)


@transaction.atomic
def forget_names() -> int:
    """Turn the names of activities past their day into counts; gives the number of activities."""
    over = Activity.objects.filter(names_until__lt=clock.today())
    named = over.filter(attendances__user__isnull=False) | over.filter(
        sign_ups__isnull=False
    )
    pks = list(named.distinct().values_list("pk", flat=True))
    Attendance.objects.filter(activity__in=pks).update(user=None)
    SignUp.objects.filter(activity__in=pks).delete()
    ActivityRole.objects.filter(activity__in=pks).update(person=None)
    return len(pks)


@transaction.atomic
def forget_refusals() -> int:
    """Delete requests that were declined a year ago; gives their number."""
    year_ago = clock.now() - timedelta(days=365)
    return NetworkMember.objects.filter(
        state=MemberState.DECLINED, decided_at__lt=year_ago
    ).delete()[0]

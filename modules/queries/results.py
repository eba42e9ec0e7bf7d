"""What somebody reached in tests."""

from elearning.accounts.models import User
from toetsen.enums import AttemptState
from toetsen.models import Attempt


def finished_assessments(user: User, most: int | None = None) -> list[Attempt]:
    """The submitted attempts of `user` with their tests, newest first, all or at `most`. One query."""
    return list(
        Attempt.objects.filter(user=user, state=AttemptState.SUBMITTED)
        .select_related("assessment")
        .order_by("-submitted_at")[:most]
    )

"""Who may have a certificate or a proof of participation, and of what (product rule 13)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core.exceptions import DomainError
from elearning.enrolment.models import Enrolment
from modules.models import PathPage
from modules.queries.certificates import (
    Counted,
    counted_modules,
    is_path_signed_off,
)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What may be made of one enrolment. `why_not` says why there is no certificate, or is ""."""

    enrolment: Enrolment
    path: PathPage
    counted: list[Counted]
    why_not: str

    @property
    def years(self) -> list[int]:
        """The years of which a proof of participation may be made, newest first."""
        found = {one.done.day.year for one in self.provable() if one.done}
        return sorted(found, reverse=True)

    def provable(self, year: int | None = None) -> list[Counted]:
        """The modules on a proof: studied, signed off, and never a sensitive elective."""
        return [
            one
            for one in self.counted
            if one.done
            and not one.done.is_exempt
            and one.is_shown
            and not one.is_concept
            and year in {None, one.done.day.year}
        ]


def entitlement(user: User, enrolment: Enrolment, path: PathPage) -> Entitlement:
    """What `user` may have of her enrolment in `path`. Five queries."""
    counted = counted_modules(user, path)
    return Entitlement(enrolment, path, counted, _why_not(enrolment, path, counted))


def _why_not(enrolment: Enrolment, path: PathPage, counted: list[Counted]) -> str:
    if not is_path_signed_off(path, counted):
        return _(
            "This path is still a concept: experts and readers are still reading it. What you do is "
            "kept, but there is no certificate yet."
        )
    left = sum(one.required and one.done is None for one in counted)
    if left or enrolment.finished_at is None:
        return _("You can make a certificate when all required modules are done.")
    return ""


def check_has_name(user: User) -> None:
    """Raise DomainError for who gave no name: a document without one proves nothing."""
    if not user.full_name.strip():
        raise DomainError(
            _("Give your name first, on 'My account'. It stands on the document.")
        )

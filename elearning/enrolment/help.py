"""Who to call, by product rule 14: overdue numbers shrink, two never do."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from elearning.knowledge.models import HelpContact

EMERGENCY = "112"
SAFE_AT_HOME = "0800-2000"


@dataclass(frozen=True)
class ShownContact:
    """A contact as it may be shown today; `phone` is empty where it is overdue."""

    name: str
    purpose: str
    phone: str
    url: str
    availability: str
    checked_on: date | None
    overdue: bool

    @property
    def is_emergency(self) -> bool:
        return self.phone == EMERGENCY


def help_contacts() -> list[ShownContact]:
    """Every contact in order. 112 and Veilig Thuis are there even when the table has lost them."""
    shown = [_shown(contact) for contact in HelpContact.objects.all()]
    numbers = {contact.phone for contact in shown}
    missing = [contact for contact in _always() if contact.phone not in numbers]
    return [*missing, *shown]


def _shown(contact: HelpContact) -> ShownContact:
    overdue = contact.is_expired()
    return ShownContact(
        name=contact.name,
        purpose=contact.purpose if contact.shows_phone or not overdue else "",
        phone=contact.phone if contact.shows_phone else "",
        url=contact.url,
        availability=contact.availability if contact.shows_phone else "",
        checked_on=contact.checked_on if overdue and contact.always_shown else None,
        overdue=overdue,
    )


def _always() -> list[ShownContact]:
    return [
        ShownContact(
            EMERGENCY,
            _("In immediate danger."),
            EMERGENCY,
            "",
            _("day and night"),
            None,
            False,
        ),
        ShownContact(
            "Veilig Thuis",
            _("Advice or help, also without giving your name."),
            SAFE_AT_HOME,
            "",
            _("day and night"),
            None,
            False,
        ),
    ]

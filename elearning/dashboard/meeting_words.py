"""Facts about meetings in words and tables."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elearning.dashboard.screens import Meetings


def meeting_context(meetings: Meetings) -> dict[str, Any]:
    """What the template shows of `meetings`."""
    return {
        "meetings_sentence": _sentence(meetings),
        "held_headers": [_("Kind"), _("Held")],
        "held_rows": [[row.type_name, row.number] for row in meetings.held],
        "agreement_headers": [_("What"), _("Who (role)"), _("By"), _("State")],
        "agreement_rows": [
            [
                agreement.what,
                agreement.role,
                date_format(agreement.due_on, "j F Y"),
                _("too late") if agreement.is_overdue else _("open"),
            ]
            for agreement in meetings.agreements
        ],
    }


def _sentence(meetings: Meetings) -> str:
    held = ngettext(
        "%(number)s activity was held in these twelve months.",
        "%(number)s activities were held in these twelve months.",
        meetings.total,
    ) % {"number": meetings.total}
    payment = meetings.payment
    asked = payment.arranged + payment.not_arranged
    if not asked:
        return held + " " + _("No key person was to be paid for them.")
    return (
        held
        + " "
        + _(
            "The payment of key persons is arranged for %(arranged)s of the %(asked)s where it is needed."
        )
        % {"arranged": payment.arranged, "asked": asked}
    )

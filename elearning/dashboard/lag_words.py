"""How far the rollups are, in words."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from elearning.dashboard.queries.lag import Lag


def lag_context(lag: Lag) -> dict[str, Any]:
    """The lists of the page."""
    context: dict[str, Any] = {
        "items": [
            (_("Updated at"), _moment(lag.updated_at)),
            (_("Statements in the rollups"), lag.statements),
            (_("Statements that wait (counted up to 10,000)"), lag.waiting),
        ],
    }
    if lag.oldest:
        context["oldest"] = [
            (_("Process"), lag.oldest.pid),
            (_("Database"), lag.oldest.database),
            (_("Database user"), lag.oldest.user),
            (_("State"), lag.oldest.state),
            (_("Since"), _moment(lag.oldest.since)),
        ]
    return context


def _moment(moment: datetime | None) -> str:
    return date_format(moment, "j F Y, H:i") if moment else _("never")

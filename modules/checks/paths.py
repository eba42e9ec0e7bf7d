"""A path may be published when it says what the law asks of its people (brief, 7.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from modules.models import PathPage
from modules.publishing import Problem, checks

# Product rule 14: until legal sign-off, whatever is about the reporting code ends like this.
CLOSING = "olg de meldcode van je organisatie."


@checks("modules.PathPage")
def check_path(page: PathPage) -> Iterator[Problem]:
    """An answer without its explanation, and an explanation that ends in anything else."""
    if not page.reporting_duty:
        return
    if not page.reporting_duty_note.strip().endswith(CLOSING):
        yield Problem(
            _("This text ends in: Volg de meldcode van je organisatie."),
            field="reporting_duty_note",
        )

"""What the parts of a question are called in its author's form; what several types say is here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """`rows` is the height of a text; 0 for one line."""

    label: Promise | str
    help: Promise | str = ""
    rows: int = 0


LETTER = Words(
    _("Letter"),
    _(
        "Answers are kept by this letter. Leave it empty for the next free one, and "
        "do not change it later."
    ),
)
OPTION = Words(_("Text of the option"), rows=2)
RIGHT = Words(_("This is right"))
OPTION_FEEDBACK = Words(
    _("Feedback on this option"),
    _("Said to who chose it: why it fits, or why not."),
    rows=2,
)
SHARE = Words(
    _("Share of the points"),
    _("From 0 (nothing) to 1 (all of them); 0.5 is half."),
)

"""What the parts of a question are called in its form.

The keys are names of fields of the types' `Content`, with the field they are in where the same
name means something else there: `options.text`. A field without words here is shown by its own
name, which a test forbids.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """`rows` is the height of a text; 0 for one line."""

    label: Promise | str
    help: Promise | str = ""
    rows: int = 0


WORDS = {
    "kind.single": Words(_("One right answer")),
    "text": Words(_("The question"), rows=3),
    "options": Words(_("Options")),
    "options.key": Words(
        _("Letter"),
        _(
            "Answers are kept by this letter. Leave it empty for the next free one, and "
            "do not change it later."
        ),
    ),
    "options.text": Words(_("Text of the option"), rows=2),
    "options.right": Words(_("This is right")),
    "options.feedback": Words(
        _("Feedback on this option"),
        _("Said to who chose it: why it fits, or why not."),
        rows=2,
    ),
    "feedback": Words(
        _("Feedback for everybody"), _("Said after the test, whatever was given."), 3
    ),
    "sources": Words(_("Sources and facts")),
    "review_lesson": Words(_("Where to read it again")),
    "review_lesson.module": Words(_("Module"), _("Such as M05.")),
    "review_lesson.lesson": Words(_("Lesson"), _("Its number in the module.")),
}


def words_for(path: str) -> Words:
    """The words of the field at `path`, such as options.text; the shortest known end of it."""
    parts = path.split(".")
    for start in range(len(parts)):
        known = WORDS.get(".".join(parts[start:]))
        if known:
            return known
    return Words(parts[-1])

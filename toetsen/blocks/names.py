"""What the parts of a question are called in its form.

The keys are names of fields of the types' content, with the field they are in where the same name
means something else there: `options.text`. Here is what types share; a type brings its own words.
A field without words is shown by its own name, which a test forbids.
"""

from django.utils.translation import gettext_lazy as _

from toetsen.question_types import question_types
from toetsen.question_types.words import (
    LETTER,
    OPTION,
    OPTION_FEEDBACK,
    RIGHT,
    SHARE,
    Words,
)

WORDS = {
    "text": Words(_("The question"), rows=3),
    "options": Words(_("Options")),
    "key": LETTER,
    "right": RIGHT,
    "score": SHARE,
    "options.text": OPTION,
    "options.feedback": OPTION_FEEDBACK,
    "keep_order": Words(
        _("The options stay in this order"),
        _("Also where a test shuffles them: such as amounts from low to high."),
    ),
    "feedback": Words(
        _("Feedback for everybody"), _("Said after the test, whatever was given."), 3
    ),
    "sources": Words(_("Sources and facts")),
    "review_lesson": Words(_("Where to read it again")),
    "review_lesson.module": Words(_("Module"), _("Such as M05.")),
    "review_lesson.lesson": Words(_("Lesson"), _("Its number in the module.")),
}
for _type in question_types():
    # What types share keeps its own words.
    WORDS = {f"kind.{_type.kind}": Words(_type.label), **_type.words, **WORDS}


def words_for(path: str) -> Words:
    """The words of the field at `path`, such as options.text; the shortest known end of it."""
    parts = path.split(".")
    for start in range(len(parts)):
        known = WORDS.get(".".join(parts[start:]))
        if known:
            return known
    return Words(parts[-1])

from django.db import models
from django.utils.translation import gettext_lazy as _

from modules.cases.definition import Competence

# The name of the preview that draws a case.
MAP_PREVIEW = "map"

# Words for the engine's own enums, which know no language.
COMPETENCE_NAMES = {
    Competence.SIGNALLING: _("Signalling"),
    Competence.ATTUNING: _("Attuning"),
    Competence.ACTING: _("Acting"),
    Competence.WORKING_TOGETHER: _("Working together"),
}


class RunState(models.TextChoices):
    BUSY = "busy", _("busy")
    FINISHED = "finished", _("finished")
    LEFT = "left", _("left for a new start")


class CounterKind(models.TextChoices):
    CHOICE = "choice", _("choice")
    RED_FLAG = "red_flag", _("red flag")
    FINISHERS = "finishers", _("distinct finishers")


class SignOffRole(models.TextChoices):
    EXPERT = "expert", _("Expert")
    LIVED_EXPERIENCE_READER = (
        "lived_experience_reader",
        _("Reader with lived experience"),
    )
    LEGAL_READER = "legal_reader", _("Legal reader")
    CHIEF_EDITOR = "chief_editor", _("Chief editor")


class RefresherMoment(models.IntegerChoices):
    """How many months after a module its refreshers come (product rule 10)."""

    ONE = 1, _("1 month")
    THREE = 3, _("3 months")
    SIX = 6, _("6 months")


class ReportingDuty(models.TextChoices):
    """Whether the law binds the people of a path to a reporting code (meldcode); brief, 7.3."""

    BOUND = "bound", _("Yes")
    NOT_BOUND = "not_bound", _("No")
    DIFFERS = "differs", _("Not clear: it differs per employer")


class OriginKind(models.TextChoices):
    """What a page is of the page that it was made from."""

    COPY = "copy", _("a copy")
    TRANSLATION = "translation", _("a translation")


class LoadResult(models.TextChoices):
    """What became of one thing in the curriculum's files."""

    LOADED = "loaded", _("loaded")
    SAME = "same", _("unchanged")
    EDITED = "edited", _("edited by an author, left alone")

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """The scopes that the specification names (Communication 4.2)."""

    STATEMENTS_WRITE = "statements/write", _("write statements")
    STATEMENTS_READ_MINE = "statements/read/mine", _("read the statements it wrote")
    STATEMENTS_READ = "statements/read", _("read widely what its tenant recorded")
    STATE = "state", _("read and write state")
    PROFILE = "profile", _("read and write profiles")
    DEFINE = "define", _("say what activities are")
    ALL_READ = "all/read", _("read widely, as the one above")
    ALL = "all", _("write everything, and read what it wrote")


# These read beyond what the key wrote itself, and only as ADR 0021 says.
WIDE = frozenset({Scope.STATEMENTS_READ, Scope.ALL_READ})


class DocumentKind(models.TextChoices):
    STATE = "state", _("state")
    ACTIVITY_PROFILE = "activity_profile", _("activity profile")
    AGENT_PROFILE = "agent_profile", _("agent profile")


class Share(StrEnum):
    """What somebody has to do with a statement; by this it is decided what erasing her does to it."""

    OWN = "own"  # recorded by the platform about her
    OUTSIDE = "outside"  # sent by another system, with her as actor
    MENTIONS = "mentions"  # about somebody else, with her in it


class Fate(StrEnum):
    """What becomes of a statement when somebody in it is erased."""

    DELETE = "delete"
    UNLINK = "unlink"  # it stays, under a name that leads to nobody


class Kind(StrEnum):
    """What has a term of its own (`XAPI_KEEP_MONTHS`)."""

    ANSWERS = "answers"  # recorded by the platform: answers to questions
    OWN = "own"  # all else that the platform recorded
    OUTSIDE = "outside"  # statements that other systems sent
    DOCUMENTS = "documents"  # states and profiles, since their last change

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    BUSY = "busy", _("busy")
    SUBMITTED = "submitted", _("submitted")


class MomentKind(models.TextChoices):
    """The values of `measurement.report.Moment`, with the words for them."""

    EARLY = "early", _("while you wait")
    BEFORE = "before", _("at the start")
    AFTER = "after", _("at the end")
    THEN = "then", _("looking back at the start")
    LATER = "later", _("three months later")


class Difficulty(models.TextChoices):
    """How hard its author thinks a question is, until enough people have answered it."""

    EASY = "easy", _("easy")
    MIDDLE = "middle", _("in between")
    HARD = "hard", _("hard")


class QuestionStatus(models.TextChoices):
    """Where a question stands, made of what the CMS keeps; none of it is stored twice."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    CHANGED = "changed", _("published, with a newer draft")
    OVERDUE = "overdue", _("published, must be looked at again")
    RETIRED = "retired", _("no longer used")


class StepState(models.TextChoices):
    """How far one question of a busy attempt is, as the list of questions says it."""

    OPEN = "open", _("no answer yet")
    UNFINISHED = "unfinished", _("saved, not finished")
    SAVED = "saved", _("saved")
    DONE = "done", _("done, not kept")


class Grade(models.TextChoices):
    """What became of one answer; each is shown with its own word and mark."""

    RIGHT = "right", _("Right")
    PARTLY = "partly", _("Partly right")
    WRONG = "wrong", _("Not right")
    UNSCORED = "unscored", _("Does not count")


class Selection(models.TextChoices):
    """Where the questions of a test come from."""

    FIXED = "fixed", _("always the same questions")
    DRAWN = "drawn", _("drawn from the bank for each attempt")


class Behaviour(models.TextChoices):
    """When a learner hears what was right."""

    EXAM = "exam", _("exam: feedback after handing in")
    PRACTICE = "practice", _("practice: feedback after each answer")

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What a learner's row in the rollups is about."""

    PATH = "path", _("learning path")
    MODULE = "module", _("module")
    CASE = "case", _("case")
    ASSESSMENT = "assessment", _("test")
    QUESTION = "question", _("question")
    MEETING = "meeting", _("activity")


class Figure(models.TextChoices):
    """What a cell of the frozen grid counts; `subject` says of which module, test or question."""

    PARTICIPANTS = "participants", _("participants")
    PATH_FINISHED = "path_finished", _("finished the learning path")
    TEST_TAKEN = "test_taken", _("took the test")
    TEST_PASSED = "test_passed", _("passed the test")
    MODULE_FINISHED = "module_finished", _("finished the module")
    QUESTION_MISSED = "question_missed", _("missed the question")
    RED_FLAG = "red_flag", _("chose what the safety rule warns against")
    MEMBERS = "members", _("members of the network")
    ATTENDED = "attended", _("came to at least one activity")


class CellState(models.TextChoices):
    SHOWN = "shown", _("shown")
    KEPT = "kept", _("earlier figure kept: it changed for too few people")
    HIDDEN = "hidden", _("hidden")

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What a progress row is about; all are pages or blocks known here by their key alone."""

    PATH = "path", _("learning path")
    MODULE = "module", _("module")
    LESSON = "lesson", _("lesson")
    CASE = "case", _("case")
    ASSESSMENT = "assessment", _("test")
    REFRESHER = "refresher", _("refresher")


class ProgressState(models.TextChoices):
    BUSY = "busy", _("busy")
    DONE = "done", _("done")


class PrivateKind(models.TextChoices):
    """What the learner-only store holds (architecture, 7e)."""

    CASE_RUN = "case_run", _("path through a case")
    CASE_PROFILE = "case_profile", _("profile of a case")
    PORTFOLIO = "portfolio", _("portfolio")


class CertificateKind(models.TextChoices):
    """What a learner can show others."""

    PATH = "path", _("certificate")
    PARTICIPATION = "participation", _("proof of participation")

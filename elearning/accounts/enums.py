from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    EDUCATION = "education", _("Educational institution")
    MUNICIPALITY = "municipality", _("Municipality")
    VOLUNTEERS = "volunteers", _("Volunteer organisation")
    MIGRANTS = "migrants", _("Organisation of migrants or refugees")
    KNOWLEDGE = "knowledge", _("Knowledge institute")


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("Participant")
    LECTURER = "lecturer", _("Lecturer")
    PRACTICE_SUPERVISOR = "practice_supervisor", _("Practice supervisor")
    COORDINATOR = "coordinator", _("Coordinator")
    NETWORK_FACILITATOR = "network_facilitator", _("Network facilitator")
    EVALUATOR = "evaluator", _("Evaluator")


class EditorialRole(models.TextChoices):
    """The CMS roles; the value is the name of the Wagtail group."""

    AUTHOR = "author", _("Author")
    CHIEF_EDITOR = "chief_editor", _("Chief editor")
    EXPERT = "expert", _("Expert")
    LIVED_EXPERIENCE_READER = (
        "lived_experience_reader",
        _("Reader with lived experience"),
    )
    LEGAL_READER = "legal_reader", _("Legal reader")

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from elearning.core.models import OutwardModel
from toetsen.models.bank import Question


class Assessment(OutwardModel):
    """A test: which questions, and when it is passed (brief, 4.1)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    pass_percentage = models.PositiveSmallIntegerField(
        _("pass mark in percent"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    all_critical = models.BooleanField(
        _("every critical question must be right"), default=True
    )
    intro = models.TextField(_("introduction"), blank=True)
    feedback_passed = models.TextField(_("said when passed"), blank=True)
    feedback_failed = models.TextField(_("said when not passed yet"), blank=True)
    is_concept = models.BooleanField(
        _("concept"),
        default=True,
        help_text=_(
            "Not signed off yet: only in the demo, and it never counts (rule 13)."
        ),
    )
    sensitive = models.BooleanField(
        _("sensitive: answers are not sent to the store"), default=False
    )
    questions = models.ManyToManyField(
        Question, through="AssessmentItem", related_name="assessments"
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("test")
        verbose_name_plural = _("tests")

    def __str__(self) -> str:
        return self.title


class AssessmentItem(models.Model):
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="question_once_an_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"

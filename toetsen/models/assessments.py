from datetime import datetime, timedelta

import msgspec
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elearning.core.models import OutwardModel
from toetsen.drawing import Row
from toetsen.enums import Behaviour, Selection
from toetsen.models.bank import Question

MOST_QUESTIONS, MOST_ATTEMPTS, MOST_MINUTES = 100, 100, 600


class AssessmentSettings(models.Model):
    """How a test is taken. An author sets it on the page; publishing brings it to the test.

    `opens_at` and `closes_at` are the window in which an attempt may begin, and `closes_at` is
    also its end; `time_limit` is in minutes from the beginning of an attempt. Empty is no limit.
    """

    selection = models.CharField(
        _("questions"),
        max_length=8,
        choices=Selection.choices,
        default=Selection.FIXED,
    )
    behaviour = models.CharField(
        _("feedback"),
        max_length=10,
        choices=Behaviour.choices,
        default=Behaviour.EXAM,
    )
    shuffle_questions = models.BooleanField(
        _("questions in another order for each attempt"), default=False
    )
    shuffle_options = models.BooleanField(
        _("options in another order for each attempt"),
        default=False,
        help_text=_("Where a question says that its order matters, it stays."),
    )
    pass_percentage = models.PositiveSmallIntegerField(
        _("pass mark in percent"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    all_critical = models.BooleanField(
        _("every critical question must be right"), default=True
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("number of attempts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ATTEMPTS)],
        help_text=_("Empty: as often as one likes."),
    )
    opens_at = models.DateTimeField(_("open from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)
    time_limit = models.PositiveSmallIntegerField(
        _("time in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
        help_text=_("Empty: no clock. Who has extra time gets it on top of this."),
    )

    class Meta:
        abstract = True


# What publishing a page brings to its test.
SETTINGS = tuple(field.name for field in AssessmentSettings._meta.local_fields)


class Assessment(AssessmentSettings, OutwardModel):
    """A test: which questions, and when it is passed (brief, 4.1).

    `blueprint` holds the rows to draw by, as `drawing.Row` has them. `set_by_page` says that an
    author set it in the CMS, `questions_by_page` that she chose its questions there: then a file
    of the curriculum does not change that any more.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    blueprint = models.JSONField(default=list, blank=True)
    set_by_page = models.BooleanField(default=False)
    questions_by_page = models.BooleanField(default=False)
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
    heavy = models.ManyToManyField(
        Question,
        related_name="heavy_in",
        blank=True,
        help_text="Of a sensitive test: in whose place another may be chosen (ADR 0043).",
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="assessment_opens_before_it_closes",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rows(self) -> list[Row]:
        """The blueprint as rows to draw by."""
        return msgspec.convert(self.blueprint, list[Row])

    @property
    def is_drawn(self) -> bool:
        return self.selection == Selection.DRAWN

    @property
    def is_practice(self) -> bool:
        return self.behaviour == Behaviour.PRACTICE

    def due_at(self, begun: datetime, extra: timedelta) -> datetime | None:
        """When an attempt that was begun then is over, with `extra` time; None without an end."""
        ends = [
            begun + timedelta(minutes=self.time_limit) if self.time_limit else None,
            self.closes_at,
        ]
        known = [end + extra for end in ends if end is not None]
        return min(known) if known else None


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

from typing import Any

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from elearning.core import clock
from elearning.core.fields import BlocksOutsideMigrations
from elearning.core.models import OutwardModel
from toetsen import bank_checks
from toetsen.blocks import QuestionBody, content_of
from toetsen.enums import Difficulty, QuestionStatus

# What an author writes, and a draft may say otherwise than what was published.
WRITTEN = ("goal_code", "critical", "difficulty", "language", "review_by", "body")
IN_REVIEW = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        """What a test may draw from: published, and not taken out of use."""
        return self.filter(live=True)

    def for_list(self) -> "QuestionQuerySet":
        """With what `status` asks of each, in two queries for all of them."""
        reviews = WorkflowState.objects.filter(status__in=IN_REVIEW)
        return self.prefetch_related(
            "versions",
            Prefetch("_workflow_states", reviews, to_attr="_current_workflow_states"),
        )

    def with_status(self, status: str) -> "QuestionQuerySet":
        """The questions that are `status` (a QuestionStatus), as `Question.status` says it."""
        reviews = WorkflowState.objects.filter(
            object_id=Cast(OuterRef("pk"), models.CharField()),
            base_content_type__app_label="toetsen",
            base_content_type__model="question",
            status__in=IN_REVIEW,
        )
        review, overdue = Exists(reviews), Q(review_by__lt=clock.today())
        used = Exists(QuestionVersion.objects.filter(question=OuterRef("pk")))
        rest = self.filter(~review)
        found = {
            QuestionStatus.IN_REVIEW: self.filter(review),
            QuestionStatus.RETIRED: rest.filter(used, live=False),
            QuestionStatus.DRAFT: rest.filter(~used, live=False),
            QuestionStatus.CHANGED: rest.filter(
                live=True, has_unpublished_changes=True
            ),
            QuestionStatus.OVERDUE: rest.filter(
                overdue, live=True, has_unpublished_changes=False
            ),
            QuestionStatus.PUBLISHED: rest.filter(
                ~overdue | Q(review_by=None), live=True, has_unpublished_changes=False
            ),
        }
        return found[QuestionStatus(status)]


class Question(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, OutwardModel
):
    """A question of the bank, as its author writes it (ADR 0033).

    `body` holds one block of the question's type. What learners see is never this row but its
    newest version, made when it is published.
    """

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Short and neutral, such as v21. It stays as it is."),
    )
    kind = models.SlugField(_("question type"), max_length=20, editable=False)
    goal_code = models.CharField(_("learning goal"), max_length=12)
    module_code = models.GeneratedField(
        expression=Func(F("goal_code"), Value("."), Value(1), function="split_part"),
        output_field=models.CharField(max_length=12),
        db_persist=True,
        verbose_name=_("module"),
    )
    critical = models.BooleanField(
        _("critical for safety"),
        default=False,
        help_text=_("Whoever misses it does not pass, whatever the total."),
    )
    difficulty = models.CharField(
        _("difficulty, by estimate"),
        max_length=8,
        choices=Difficulty.choices,
        blank=True,
    )
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[("nl", _("Dutch")), ("en", _("English"))],
        default="nl",
    )
    review_by = models.DateField(_("check again before"), null=True, blank=True)
    body = BlocksOutsideMigrations(
        QuestionBody(), verbose_name=_("question"), blank=True
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.code

    @property
    def newest(self) -> "QuestionVersion":
        return self.versions.latest("number")

    @property
    def data(self) -> Any:
        """What `body` says, in the shape of the question type's content."""
        return content_of(self.body)[1]

    @property
    def text(self) -> str:
        """What is asked, as it stands in the draft."""
        return str(self.data.get("text", ""))

    @property
    def status(self) -> QuestionStatus:
        if self.current_workflow_state is not None:
            return QuestionStatus.IN_REVIEW
        if not self.live:
            used = self.versions.exists()
            return QuestionStatus.RETIRED if used else QuestionStatus.DRAFT
        if self.has_unpublished_changes:
            return QuestionStatus.CHANGED
        overdue = self.review_by is not None and self.review_by < clock.today()
        return QuestionStatus.OVERDUE if overdue else QuestionStatus.PUBLISHED

    def as_in_draft(self) -> "Question":
        """This question, in memory, as its newest draft says: no query when that was fetched.

        As Wagtail's `get_latest_revision_as_object`, which asks twice for each question.
        """
        if self.has_unpublished_changes and self.latest_revision is not None:
            said = self.latest_revision.content
            for one in self._meta.concrete_fields:
                if one.name in WRITTEN:
                    setattr(self, one.name, one.to_python(said[one.name]))
        return self

    def problems(self) -> list[bank_checks.Problem]:
        """Why the question, as it is in memory, may not be published; empty when it may."""
        kind, data = content_of(self.body)
        return bank_checks.problems(kind, data, goal=self.goal_code)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """As Wagtail's, but what was sent in is never written over by saving by itself."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten and overwritten.task_states.exists():
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's, after the check. Raises NotFitError, which names what is wrong."""
        bank_checks.check(revision.as_object().problems())
        super().publish(revision, *args, **kwargs)


class QuestionVersion(models.Model):
    """What a question said at one time; never changed, so an attempt keeps what it was shown.

    `data` has the shape that the content of the question type `kind` describes. Whether it was critical and
    which goal it is about belong to what was shown, so they are here as well. `revision` is what
    was published; None for what a file of the curriculum brought.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.SlugField(max_length=20)
    data = models.JSONField()
    goal_code = models.CharField(max_length=12)
    critical = models.BooleanField(default=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="question_version_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"

from django.db import models
from django.utils.translation import gettext_lazy as _

from elearning.core import clock
from elearning.core.models import OutwardModel


class Question(OutwardModel):
    """A question of the bank; what it says is in its versions."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.SlugField(_("question type"), max_length=20)
    goal_code = models.CharField(_("learning goal"), max_length=12)
    critical = models.BooleanField(
        _("critical for safety"),
        default=False,
        help_text=_("Whoever misses it does not pass, whatever the total."),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.code

    @property
    def newest(self) -> "QuestionVersion":
        return self.versions.latest("number")


class QuestionVersion(models.Model):
    """What a question said at one time; never changed, so an attempt keeps what it was shown.

    `data` has the shape that the question type's `Content` describes.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
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

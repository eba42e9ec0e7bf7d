from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from elearning.core import clock
from elearning.core.models import OutwardModel
from elearning.enrolment.models import Enrolment
from modules.blocks import CaseBody, EndingBody, LessonBody
from modules.case_panel import ScenesPanel
from modules.enums import MAP_PREVIEW, CounterKind, RunState
from modules.fields import ContentField
from modules.models.base import LearningContent, SitePage


class CasePage(LearningContent, SitePage):
    """A branching case, written in the CMS: scenes, choices, endings by rule.

    What learners play is never this page but the `CaseVersion` frozen when it was published.
    """

    role = models.TextField(_("who the learner is"), blank=True)
    persona = models.TextField(_("who it is about"), blank=True)
    notice = models.TextField(_("content notice"), blank=True)
    scenes = ContentField(CaseBody(), blank=True)
    endings = ContentField(EndingBody(), blank=True)
    reflection = models.TextField(_("questions to think about, one a line"), blank=True)
    alternative = ContentField(
        LessonBody(), blank=True, verbose_name=_("text version with the good route")
    )

    # Not the scenes: who looks for a word in them should not read what comes before choosing.
    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("role"),
        index.SearchField("persona"),
        index.SearchField("notice"),
    ]
    content_fields: ClassVar[tuple[str, ...]] = ("notice", "scenes", "alternative")
    parent_page_types: ClassVar[list[str]] = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("role"),
        FieldPanel("persona"),
        FieldPanel("notice"),
        ScenesPanel(heading=_("Scenes")),
        FieldPanel("endings", heading=_("Endings")),
        FieldPanel("reflection"),
        FieldPanel("alternative"),
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Beside the form: the case to read, or drawn; both of what is typed, saved or not."""
        return [("", _("The case, to read")), (MAP_PREVIEW, _("The case as a map"))]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Also offline it answers: who was in the case is told what was kept (`modules.views`)."""
        if path_components:
            raise Http404
        return RouteResult(self)


class CaseVersion(OutwardModel):
    """A published case, frozen: runs and counters point here and an edit never touches them (7f)."""

    case_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_key", "number"], name="case_version_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition.get('code')} v{self.number}"


class CaseRun(OutwardModel):
    """That somebody plays a case; which way is in the learner-only store, not here.

    Not even a count of steps: its length would tell of a detour.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="case_runs"
    )
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="case_runs")
    version = models.ForeignKey(CaseVersion, models.PROTECT, related_name="runs")
    state = models.CharField(
        max_length=8, choices=RunState.choices, default=RunState.BUSY
    )
    is_first_finished = models.BooleanField(default=False)
    counted_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Not a column: the way in the learner-only store, where it was read along (queries.case_runs).
    sealed: bytes | None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version"],
                condition=models.Q(state=RunState.BUSY),
                name="one_busy_run_a_version",
            ),
            models.UniqueConstraint(
                fields=["user", "version"],
                condition=models.Q(is_first_finished=True),
                name="one_first_finished_run",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class CaseCounter(models.Model):
    """Anonymous: how many first finished runs of a version took a choice or met a red flag (7c).

    Added by the nightly batch, together with the number of distinct finishers, never one by one.
    """

    version = models.ForeignKey(CaseVersion, models.CASCADE, related_name="counters")
    kind = models.CharField(max_length=10, choices=CounterKind.choices)
    scene = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "scene", "code"], name="case_counter_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scene}{self.code}: {self.count}"


class ChoicesSeen(models.Model):
    """What may be shown of the counters of a version: as they stood when a month had closed.

    `counts` are all of them, by scene and letter, and `shown` the scenes whose choices may be
    shown (`modules.cases.disclosure`). They are kept until newer ones may follow; `decided_for` is
    the last month for which that was looked at.
    """

    version = models.OneToOneField(
        CaseVersion, models.CASCADE, related_name="choices_seen"
    )
    decided_for = models.DateField()
    stood_on = models.DateField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    shown = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.version_id}: {len(self.shown)}"

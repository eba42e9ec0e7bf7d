from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from elearning.knowledge.models import LearningGoal
from modules.blocks import LessonBody
from modules.enums import ReportingDuty
from modules.fields import ContentField
from modules.models.base import LearningContent, SitePage


class HomePage(SitePage):
    intro = models.TextField(_("what this is, in one sentence"), blank=True)
    body = ContentField(LessonBody(), blank=True)

    content_fields: ClassVar[tuple[str, ...]] = ("intro", "body")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "modules.PathIndexPage",
        "modules.ModuleIndexPage",
        "modules.InfoPage",
    ]
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body", heading=pgettext_lazy("of a page", "Content")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class InfoPage(SitePage):
    """A page beside the learning: privacy, accessibility, 'Ik heb nu een zaak'."""

    neutral_title = models.CharField(_("neutral title"), max_length=120, blank=True)
    body = ContentField(LessonBody(), blank=True)

    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("body"),
    ]
    content_fields: ClassVar[tuple[str, ...]] = ("body",)
    parent_page_types: ClassVar[list[str]] = ["modules.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        FieldPanel("neutral_title"),
        FieldPanel("body", heading=pgettext_lazy("of a page", "Content")),
    ]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class PathIndexPage(SitePage):
    intro = models.TextField(_("introduction"), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["modules.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.PathPage"]
    content_panels: ClassVar[list[object]] = [*Page.content_panels, FieldPanel("intro")]


class PathPage(LearningContent, SitePage):
    """A learning path: modules in order, some required, some to choose."""

    intro = models.TextField(_("introduction"), blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    open_to_all = models.BooleanField(
        _("may be taken without a class"),
        default=False,
        help_text=_("Volunteers and professionals can then begin on their own."),
    )
    pass_percentage = models.PositiveSmallIntegerField(
        _("pass mark of the tests in percent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Empty: what each test says itself. Who has begun a test keeps hers."
        ),
    )
    reporting_duty = models.CharField(
        _("legally bound to the reporting code (meldcode)?"),
        max_length=12,
        choices=ReportingDuty.choices,
        blank=True,
    )
    reporting_duty_note = models.TextField(
        _("what that means for these people"),
        blank=True,
        help_text=_("Ends in: Volg de meldcode van je organisatie."),
    )

    parent_page_types: ClassVar[list[str]] = ["modules.PathIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("audience"),
        FieldPanel("intro"),
        FieldPanel("open_to_all"),
        FieldPanel("pass_percentage"),
        MultiFieldPanel(
            [FieldPanel("reporting_duty"), FieldPanel("reporting_duty_note")],
            heading=_("Reporting code (meldcode)"),
        ),
        InlinePanel("path_modules", label=_("Module")),
    ]

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")


class PathModule(Orderable):
    path = ParentalKey(PathPage, on_delete=models.CASCADE, related_name="path_modules")
    module = models.ForeignKey(
        "modules.ModulePage", models.PROTECT, related_name="in_paths"
    )
    required = models.BooleanField(_("required"), default=True)

    panels: ClassVar[list[object]] = [FieldPanel("module"), FieldPanel("required")]


class ModuleIndexPage(SitePage):
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["modules.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.ModulePage"]


class ModulePage(LearningContent, SitePage):
    summary = models.TextField(_("what you will learn, in short"), blank=True)
    goals = ParentalManyToManyField(
        LearningGoal, blank=True, verbose_name=_("learning goals")
    )
    after = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="+",
        verbose_name=_("do these modules first"),
        help_text=_("Only where the order matters. Advice: nobody is kept out."),
    )
    being_written = models.BooleanField(_("is being written"), default=False)
    will_contain = models.TextField(
        _("what it will contain, one thing a line"), blank=True
    )

    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("summary"),
    ]
    parent_page_types: ClassVar[list[str]] = ["modules.ModuleIndexPage"]
    subpage_types: ClassVar[list[str]] = [
        "modules.LessonPage",
        "modules.CasePage",
        "modules.AssessmentPage",
    ]
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("summary"),
        FieldPanel("goals"),
        FieldPanel("after"),
        FieldPanel("being_written"),
        FieldPanel("will_contain"),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

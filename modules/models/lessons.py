from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from modules.asked_panel import AskedPanel
from modules.blocks import BlueprintBody, LessonBody, OtherQuestions, QuestionsBody
from modules.enums import RefresherMoment
from modules.fields import ContentField
from modules.models.base import LearningContent, SitePage
from toetsen.models import AssessmentSettings


class LessonPage(LearningContent, SitePage):
    body = ContentField(LessonBody(), blank=True)
    notice = models.TextField(
        _("content notice"),
        blank=True,
        help_text=_("What it is about and what is not shown. Factual and short."),
    )
    alternative = ContentField(
        LessonBody(),
        blank=True,
        verbose_name=_("equal alternative"),
        help_text=_("Counts the same."),
    )

    refresher_after = models.PositiveSmallIntegerField(
        _("comes back after"),
        choices=RefresherMoment.choices,
        null=True,
        blank=True,
        help_text=_(
            "Leave this empty for a lesson. A refresher is no part of the module: it is offered so "
            "long after the module was completed, and counts for nothing."
        ),
    )

    content_fields: ClassVar[tuple[str, ...]] = ("notice", "body", "alternative")
    search_fields: ClassVar[list[index.BaseField]] = [
        *Page.search_fields,
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("refresher_after"),
        FieldPanel("notice"),
        FieldPanel("body", heading=pgettext_lazy("of a page", "Content")),
        FieldPanel("alternative"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class AssessmentPage(AssessmentSettings, LearningContent, SitePage):
    """A test as a step of a module; the test itself is in `toetsen`, found by its code.

    Its settings stand here, where they have drafts and a review; publishing brings them there. Of
    a sensitive test `other_questions` says what may be asked in the place of what (ADR 0043).
    """

    assessment_code = models.SlugField(_("code of the test"), max_length=40)
    intro = models.TextField(_("introduction"), blank=True)
    notice = models.TextField(
        _("content notice"),
        blank=True,
        help_text=_(
            "Of a sensitive test. What it is about and what is not asked. Factual and short."
        ),
    )
    other_questions = ContentField(
        OtherQuestions(),
        blank=True,
        verbose_name=_("other questions, in the place of heavy ones"),
        help_text=_(
            "Of a sensitive test. A learner may choose these; they count the same and nobody sees it."
        ),
    )
    body = ContentField(LessonBody(), blank=True)
    exempts = models.BooleanField(
        _("whoever passes is exempt from this module"),
        default=False,
        help_text=_(
            "The test is then no step of the module. Not possible in M00, M05, M06 and M07."
        ),
    )
    blueprint = ContentField(
        BlueprintBody(),
        blank=True,
        verbose_name=_("blueprint"),
        help_text=_(
            "For a test that is drawn: how many questions of which goal and type."
        ),
    )
    questions = ContentField(
        QuestionsBody(),
        blank=True,
        verbose_name=_("fixed questions"),
        help_text=_(
            "For a test that is always the same. Empty leaves the questions it has."
        ),
    )

    content_fields: ClassVar[tuple[str, ...]] = (
        "intro",
        "notice",
        "other_questions",
        "body",
    )
    parent_page_types: ClassVar[list[str]] = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("assessment_code"),
        FieldPanel("notice"),
        FieldPanel("other_questions"),
        FieldPanel("intro"),
        FieldPanel("body", heading=pgettext_lazy("of a page", "Content")),
        MultiFieldPanel(
            [
                FieldPanel("selection"),
                FieldPanel("blueprint"),
                FieldPanel("questions"),
                AskedPanel(heading=_("What it asks now")),
                FieldPanel("shuffle_questions"),
                FieldPanel("shuffle_options"),
            ],
            heading=_("Questions of the test"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("behaviour"),
                FieldPanel(
                    "pass_percentage",
                    help_text=_("A learning path can have a pass mark of its own."),
                ),
                FieldPanel("all_critical"),
                FieldPanel("max_attempts"),
                FieldPanel("opens_at"),
                FieldPanel("closes_at"),
                FieldPanel("time_limit"),
                FieldPanel("exempts"),
            ],
            heading=_("How the test is taken"),
        ),
    ]

    class Meta:
        verbose_name = _("page of a test")
        verbose_name_plural = _("pages of tests")

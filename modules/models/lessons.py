from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from modules.blocks import LessonBody
from modules.fields import ContentField
from modules.models.base import LearningContent, SitePage


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
        FieldPanel("notice"),
        FieldPanel("body"),
        FieldPanel("alternative"),
    ]


class AssessmentPage(LearningContent, SitePage):
    """A test as a step of a module; the test itself is in `toetsen`, found by its code."""

    assessment_code = models.SlugField(_("code of the test"), max_length=40)
    intro = models.TextField(_("introduction"), blank=True)
    body = ContentField(LessonBody(), blank=True)

    content_fields: ClassVar[tuple[str, ...]] = ("intro", "body")
    parent_page_types: ClassVar[list[str]] = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[object]] = [
        *Page.content_panels,
        *LearningContent.learning_panels,
        FieldPanel("assessment_code"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

"""Records that everything above refers to by id: one place to mend, one place to expire."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from elearning.core import clock
from elearning.core.models import TimestampedModel
from elearning.knowledge.enums import ExpiryEffect, RecordKind


class KnowledgeModel(TimestampedModel):
    """Knows when it last changed: prerendered pages that refer to it ask (decision 9)."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.updated_at = clock.now()
        super().save(*args, **kwargs)


class KnowledgeRecord(KnowledgeModel):
    """What facts, sources and contacts share: a code, an owner and a day to look again."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind.choices)
    owner = models.CharField(_("owner"), max_length=120)
    checked_on = models.DateField(_("last checked on"))
    review_by = models.DateField(_("check again before"), db_index=True)

    author_note = models.TextField(
        _("note for authors"), blank=True, help_text=_("Learners never see this.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def is_expired(self, on: date | None = None) -> bool:
        """Whether the record should have been looked at again before `on` (today when None)."""
        return self.review_by < (on or clock.today())

    def expiry_effect(self, on: date | None = None) -> ExpiryEffect:
        """What the record's expiry does now: nothing while it is in date (brief, 6.7)."""
        if not self.is_expired(on):
            return ExpiryEffect.NONE
        return ExpiryEffect.of(RecordKind(self.kind))


class Source(index.Indexed, KnowledgeRecord):
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published = models.CharField(_("year or date"), max_length=80, blank=True)
    summary = models.TextField(_("what it says, in our own words"))
    caveat = models.TextField(_("caveat"), blank=True)
    licence = models.CharField(_("licence"), max_length=200)

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title", boost=2),
        index.SearchField("summary"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class Fact(KnowledgeRecord):
    """A fact or figure in our own words; every figure carries its year and caveat (rule 3)."""

    text = models.TextField(_("text, in our own words"))
    text_without_number = models.TextField(
        _("text without the figure"),
        blank=True,
        help_text=_("What remains when an estimate has expired."),
    )
    number = models.CharField(_("the figure alone"), max_length=60, blank=True)
    period = models.CharField(_("year or period"), max_length=80)
    sources = models.ManyToManyField(
        Source, related_name="facts", verbose_name=_("sources")
    )
    place = models.CharField(_("place in the source"), max_length=200)
    caveat = models.TextField(_("caveat"), blank=True)
    usable_in_lessons = models.BooleanField(_("may be used in lessons"), default=True)
    goes_with = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        verbose_name=_("must stand beside it"),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=[RecordKind.FIGURE, RecordKind.ESTIMATE])
                | ~Q(caveat=""),
                name="figure_has_caveat",
            )
        ]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    @property
    def hides_number(self) -> bool:
        return self.expiry_effect() == ExpiryEffect.HIDE_NUMBER

    @property
    def shown_text(self) -> str:
        """The text as it may be shown today: an expired estimate loses its figure."""
        if self.hides_number:
            return self.text_without_number
        return self.text


class HelpContact(KnowledgeRecord):
    """Who to call. An overdue number shrinks to its name and site; two never do (rule 14)."""

    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("what for"), max_length=300)
    phone = models.CharField(_("telephone number"), max_length=20, blank=True)
    url = models.URLField(_("site"), blank=True)
    audience = models.CharField(_("for whom"), max_length=300, blank=True)
    availability = models.CharField(_("when"), max_length=120, blank=True)
    always_shown = models.BooleanField(_("number is never hidden"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "code"]
        verbose_name = _("help contact")
        verbose_name_plural = _("help contacts")

    @property
    def shows_phone(self) -> bool:
        return bool(self.phone) and (self.always_shown or not self.is_expired())


class GlossaryTerm(index.Indexed, KnowledgeModel):
    slug = models.SlugField(unique=True)
    term = models.CharField(_("term"), max_length=120)
    meaning = models.TextField(_("meaning"))
    sources = models.ManyToManyField(Source, blank=True, verbose_name=_("sources"))
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("use this term instead"),
    )

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("term", boost=3),
        index.SearchField("meaning"),
        index.AutocompleteField("term"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term


class LearningGoal(models.Model):
    code = models.CharField(_("code"), max_length=12, unique=True)
    module_code = models.CharField(_("module"), max_length=8, db_index=True)
    text = models.TextField(_("the participant …"))
    bloom = models.CharField(_("level (Bloom)"), max_length=20)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")

    def __str__(self) -> str:
        return self.code

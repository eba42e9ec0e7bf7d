"""The CMS screens of the records: what each is, whose, and when it must be looked at again."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from elearning.core.choosers import chooser_with
from elearning.knowledge.models import (
    Fact,
    GlossaryTerm,
    HelpContact,
    LearningGoal,
    Source,
)

EXCERPT = 80
KEEPING = MultiFieldPanel(
    [FieldPanel("owner"), FieldPanel("checked_on"), FieldPanel("review_by")],
    heading=_("Keeping it true"),
)
NOTE = FieldPanel("author_note")


def fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


def _excerpt(fact: Fact) -> str:
    return Truncator(fact.text).chars(EXCERPT)


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    list_display = ("code", "title", "kind", "owner", "review_by")
    chooser_viewset_class = chooser_with(
        # Not called "title": that is the name of the column with the code, to choose it by.
        Column("source_title", label=_("title"), accessor="title"),
        Column("publisher", label=_("publisher")),
        Column("review_by", label=_("check again before")),
        looks_in=("code", "title", "publisher", "summary"),
    )
    list_filter = ("kind", "owner", "review_by")
    ordering = ("code",)
    panels = [
        *fields("code", "kind", "title", "publisher", "url", "published"),
        *fields("summary", "caveat", "licence"),
        KEEPING,
        NOTE,
    ]


class FactViewSet(SnippetViewSet):
    model = Fact
    icon = "order"
    list_display = ("code", "text", "kind", "owner", "review_by", "usable_in_lessons")
    list_filter = ("kind", "owner", "review_by", "usable_in_lessons")
    search_fields = ("code", "text")
    chooser_viewset_class = chooser_with(
        Column("text", label=_("text"), accessor=_excerpt),
        Column("review_by", label=_("check again before")),
        looks_in=("code", "text"),
    )
    ordering = ("code",)
    panels = [
        *fields("code", "kind", "text", "number", "text_without_number", "period"),
        *fields("sources", "place", "caveat", "goes_with", "usable_in_lessons"),
        KEEPING,
        NOTE,
    ]


class HelpContactViewSet(SnippetViewSet):
    model = HelpContact
    icon = "warning"
    list_display = ("name", "phone", "owner", "review_by", "always_shown")
    list_filter = ("review_by", "owner")
    search_fields = ("name", "purpose")
    panels = [
        *fields("code", "kind", "name", "purpose", "audience", "phone", "url"),
        *fields("availability", "always_shown", "position"),
        KEEPING,
        NOTE,
    ]


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "info-circle"
    list_display = ("term", "slug", "replaced_by")
    panels = fields("slug", "term", "meaning", "sources", "replaced_by")


class LearningGoalViewSet(SnippetViewSet):
    model = LearningGoal
    icon = "tick"
    list_display = ("code", "module_code", "text", "bloom")
    list_filter = ("module_code",)
    search_fields = ("code", "text")
    panels = fields("code", "module_code", "text", "bloom")


class KnowledgeViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Knowledge base")
    menu_icon = "openquote"
    menu_order = 200
    items = (
        FactViewSet,
        SourceViewSet,
        GlossaryTermViewSet,
        HelpContactViewSet,
        LearningGoalViewSet,
    )

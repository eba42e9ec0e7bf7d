"""The window in which an author chooses a record: a code alone does not say what it is about."""

from collections.abc import Sequence

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

# Of what a record says, in the form that it was chosen for.
EXCERPT = 80
# Where a record says what it is about, the first that it has.
ABOUT = ("title", "text", "name")


def described(record: Model) -> str:
    """The record's own name and the beginning of what it says: "V01 · Wat doe je eerst?"."""
    name = str(record)
    says = next(
        (str(getattr(record, one)) for one in ABOUT if hasattr(record, one)), ""
    )
    if not says or says == name:
        return name
    return f"{name} · {Truncator(says).chars(EXCERPT)}"


class Named:
    """What was chosen is called in the form as it was in the window."""

    def get_display_title(self, instance: Model) -> str:
        return described(instance)


class RecordChooser(Named, AdminSnippetChooser):  # type: ignore[misc]
    pass


class RecordBlock(SnippetChooserBlock):  # type: ignore[misc]
    """Chooses a record; the form says what it is about, not only its code."""

    @cached_property
    def widget(self) -> RecordChooser:
        icon = super().widget.icon
        return RecordChooser(self.target_model, icon=icon)


class WordsForm(BaseFilterForm):  # type: ignore[misc]
    """Every word that is typed stands in one of the fields `looks_in`."""

    looks_in: tuple[str, ...] = ()

    q = forms.CharField(label=_("Code or words"), required=False)

    def filter(self, objects: QuerySet[Model]) -> QuerySet[Model]:
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            found = Q()
            for name in self.looks_in:
                found |= Q(**{f"{name}__icontains": word})
            objects = objects.filter(found)
        return objects


def chooser_with(
    *columns: Column, looks_in: Sequence[str]
) -> type[SnippetChooserViewSet]:
    """A chooser that shows `columns` behind the name, and looks for words in fields `looks_in`."""
    form = type("Form", (WordsForm,), {"looks_in": tuple(looks_in)})

    class Described:
        filter_form_class = form

        @property
        def columns(self) -> list[Column]:
            name, *rest = super().columns  # type: ignore[misc]
            return [name, *columns, *rest]

    return type(
        "DescribedChooserViewSet",
        (SnippetChooserViewSet,),
        {
            "base_widget_class": RecordChooser,
            "chosen_view_class": type("Chosen", (Named, SnippetChosenView), {}),
            "chosen_multiple_view_class": type(
                "ChosenMultiple", (Named, SnippetChosenMultipleView), {}
            ),
            "choose_view_class": type("Choose", (Described, ChooseView), {}),
            "choose_results_view_class": type(
                "ChooseResults", (Described, ChooseResultsView), {}
            ),
        },
    )

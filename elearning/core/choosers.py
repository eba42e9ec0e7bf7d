"""The window in which an author chooses a record: a code alone does not say what it is about."""

from collections.abc import Sequence

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)


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
            "choose_view_class": type("Choose", (Described, ChooseView), {}),
            "choose_results_view_class": type(
                "ChooseResults", (Described, ChooseResultsView), {}
            ),
        },
    )

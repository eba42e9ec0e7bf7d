from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.enrolment.models import Enrolment


class SearchForm(forms.Form):
    """What somebody looks for. It is answered and forgotten: never stored, logged or put in an address."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=100,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class PortfolioForm(forms.Form):
    """A text for one's portfolio; the fields are emptied when one leaves the page."""

    title = forms.CharField(
        label=_("What it is about, in a few words"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-el-private": True}),
    )
    text = forms.CharField(
        label=_("Your text"),
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 14, "autocomplete": "off", "data-el-private": True}
        ),
    )


class HandInForm(forms.Form):
    """To which group, and the yes of who hands in: that moment is the consent."""

    group = forms.ChoiceField(label=_("To which group?"), widget=forms.RadioSelect)
    agreed = forms.BooleanField(
        label=_("Yes, whoever teaches this group may read this text.")
    )

    def __init__(self, *args: Any, groups: Sequence[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            (str(row.uuid), row.cohort.name if row.cohort else "") for row in groups
        ]
        self.initial.setdefault("group", str(groups[0].uuid) if groups else "")


class FeedbackForm(forms.Form):
    """What a lecturer writes back; the fields are emptied when one leaves the page."""

    text = forms.CharField(
        label=_("Your feedback"),
        max_length=5_000,
        widget=forms.Textarea(
            attrs={"rows": 8, "autocomplete": "off", "data-el-private": True}
        ),
    )
    on = forms.CharField(max_length=40, widget=forms.HiddenInput)

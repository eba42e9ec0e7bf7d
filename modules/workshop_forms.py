"""The forms of an author's tools around a case."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A .json file of a case, exported here. At most 1 MB."),
        widget=forms.ClearableFileInput({"accept": ".json,application/json"}),
    )


class MirrorForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    neutral_title = forms.CharField(
        label=_("Neutral title"),
        max_length=120,
        help_text=_(
            "Stands in the tab, in mail and in overviews. Never names the topic."
        ),
    )
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Short and neutral, such as m06.")
    )

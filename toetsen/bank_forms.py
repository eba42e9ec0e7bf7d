"""The form in which an author chooses a file with questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from toetsen.exchange import IMPORTS


class ImportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("What kind of file"), choices=list(IMPORTS.items())
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("At most 1.5 MB and 1,000 questions, in UTF-8."),
        widget=forms.ClearableFileInput({"accept": ".txt,.gift,.xml,.csv"}),
    )

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """What somebody looks for. It is answered and forgotten: never stored, logged or put in an address."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=100,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

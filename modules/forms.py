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

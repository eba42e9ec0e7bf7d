"""Searching the store."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.accounts.models import Organisation
from elearning.xapi.queries.keys import LAST_KEY
from elearning.xapi.queries.searching import Wanted
from elearning.xapi.statements import PLATFORM_TENANT
from elearning.xapi.validation.words import LONGEST


class SearchForm(forms.Form):
    """What statements are looked for; empty fields ask for nothing."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("The platform itself"),
        help_text=gettext_lazy("A statement belongs to one; so does a search."),
    )
    pseudonym = forms.UUIDField(
        label=gettext_lazy("Pseudonym"),
        required=False,
        help_text=gettext_lazy(
            "Also where somebody is only mentioned. That you search for it is written down."
        ),
        error_messages={
            "invalid": gettext_lazy(
                "This is no pseudonym. It looks like 6f1d7e3e-7c1b-5b0c-9a55-0f6e7f0f6a01."
            )
        },
    )
    verb = forms.CharField(
        label=gettext_lazy("Verb"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"list": "known-verbs"}),
    )
    activity = forms.CharField(
        label=gettext_lazy("Activity"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy(
            "Its whole address, or a code of ours such as modules/m01."
        ),
    )
    around = forms.BooleanField(
        label=gettext_lazy("Also where the activity stands around what was done"),
        required=False,
    )
    since = forms.DateField(
        label=gettext_lazy("Stored from this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Up to and with this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    cursor = forms.IntegerField(
        required=False, min_value=0, max_value=LAST_KEY, widget=forms.HiddenInput
    )

    def clean(self) -> None:
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))

    @property
    def wanted(self) -> Wanted:
        given = dict(self.cleaned_data)
        organisation = given.pop("organisation")
        tenant = organisation.uuid if organisation else PLATFORM_TENANT
        return Wanted(tenant=tenant, **given)

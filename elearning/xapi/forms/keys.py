"""A key for another system: making it, and a new secret."""

import re
import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.accounts.models import Organisation
from elearning.core import clock
from elearning.xapi import rules
from elearning.xapi.enums import Scope
from elearning.xapi.statements import PLATFORM_TENANT

ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?\Z")


class CredentialForm(forms.Form):
    """A new key: what for, of whom, and what it may do."""

    label = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=120,
        help_text=gettext_lazy("Such as the name of the system. No names of people."),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("The platform itself"),
        help_text=gettext_lazy("The key sees nothing of another organisation."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=Scope.choices,
        initial=[Scope.STATEMENTS_WRITE.value, Scope.STATEMENTS_READ_MINE.value],
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=gettext_lazy("For what purpose it reads widely"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Reading widely is reading what others of the organisation recorded: under other names"
            " made for this key, without answers and without sensitive parts. It needs a purpose and"
            " a last day within a year, and such a key does nothing else."
        ),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty is until it is revoked."),
    )
    pseudonymises = forms.BooleanField(
        label=gettext_lazy("Give whom it names a pseudonym at once"),
        required=False,
        help_text=gettext_lazy("Signed statements are refused then."),
    )
    origins = forms.CharField(
        label=gettext_lazy("Sites whose scripts may use it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, such as https://cursus.example."),
    )
    calls_per_minute = forms.IntegerField(
        label=gettext_lazy("Calls a minute at most"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Empty is the platform's own limit; 0 is no limit."),
    )

    def clean_origins(self) -> list[str]:
        origins: list[str] = self.cleaned_data["origins"].split()
        for origin in origins:
            if not ORIGIN.match(origin):
                raise forms.ValidationError(
                    _("%(origin)s is no origin. Write it as https://cursus.example.")
                    % {"origin": origin[:100]}
                )
        return origins

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return day

    def clean(self) -> None:
        given = self.cleaned_data
        problem = rules.wide_reading_problem(
            given.get("scopes", []), given.get("purpose", ""), given.get("expires_on")
        )
        if problem and problem[0] not in self.errors:
            self.add_error(*problem)

    @property
    def tenant(self) -> uuid.UUID:
        organisation = self.cleaned_data["organisation"]
        tenant: uuid.UUID = organisation.uuid if organisation else PLATFORM_TENANT
        return tenant


class RotateForm(forms.Form):
    """A new secret, and how long the old one still opens."""

    overlap = forms.TypedChoiceField(
        label=gettext_lazy("The old secret still works"),
        choices=[
            (0, gettext_lazy("not at all")),
            (1, gettext_lazy("one day more")),
            (7, gettext_lazy("seven days more")),
        ],
        initial=1,
        coerce=lambda days: timedelta(days=int(days)),
        widget=forms.RadioSelect,
    )

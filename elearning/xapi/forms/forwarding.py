"""A store that statements are forwarded to."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.accounts.models import Organisation
from elearning.xapi import vocabulary
from elearning.xapi.delivery import check_endpoint
from elearning.xapi.enums import Kind
from elearning.xapi.models import ForwardTarget

VERSIONS = [("1.0.3", "1.0.3"), ("2.0.0", "2.0")]
SENT = [
    (Kind.OWN.value, gettext_lazy("what was done and finished")),
    (Kind.ANSWERS.value, gettext_lazy("answers to questions, whether they were right")),
    (Kind.OUTSIDE.value, gettext_lazy("what other systems sent here")),
]


class TargetForm(forms.Form):
    """Where it is, what for, and what may go there; its key is in the settings."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        validators=[validate_slug],
        help_text=gettext_lazy(
            "As in the setting XAPI_FORWARD_SECRETS, where its key and secret are."
        ),
    )
    endpoint = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        widget=forms.URLInput,
        help_text=gettext_lazy(
            "What comes before /statements, and begins with https://."
        ),
    )
    purpose = forms.CharField(
        label=gettext_lazy("For what purpose"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Statements of"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("All organisations"),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What goes there"),
        choices=SENT,
        initial=[Kind.OWN.value],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Sensitive parts never go, nor who it is about."),
    )
    with_response = forms.BooleanField(
        label=gettext_lazy("Of answers also what was answered"), required=False
    )
    verbs = forms.MultipleChoiceField(
        label=gettext_lazy("Only these verbs"),
        choices=list(vocabulary.VERB_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None is all of them."),
    )
    version = forms.ChoiceField(
        label=gettext_lazy("Version of xAPI it speaks"), choices=VERSIONS
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if ForwardTarget.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is a store with this name already."))
        return name

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        try:
            check_endpoint(endpoint)
        except ValueError:
            raise forms.ValidationError(
                _(
                    "Give an address that begins with https://, without a name or a question mark."
                )
            ) from None
        return endpoint

    @property
    def wanted(self) -> dict[str, Any]:
        """What make_target takes."""
        wanted = dict(self.cleaned_data)
        organisation = wanted.pop("organisation")
        return {**wanted, "tenant": organisation.uuid if organisation else None}

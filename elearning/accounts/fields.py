"""Fields about a person that more than one form asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NAME_HELP = _(
    "This is how your lecturer and your group see you. A first name is enough."
)


class NameField(forms.CharField):
    """A name: any script, one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Your name"),
                "help_text": NAME_HELP,
                "max_length": 150,
                "widget": forms.TextInput(attrs={"autocomplete": "name"}),
                **kwargs,
            }
        )

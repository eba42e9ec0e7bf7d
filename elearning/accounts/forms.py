"""Forms of people about themselves."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import User

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


class SignupForm(forms.Form):
    """What making an account asks beside e-mail address and password (allauth adds those)."""

    full_name = NameField()

    field_order = ("full_name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made."""
        user.full_name = self.cleaned_data["full_name"].strip()
        user.save(update_fields=["full_name"])


class NameForm(forms.Form):
    full_name = NameField()


class DeleteAccountForm(forms.Form):
    """The password again: somebody else at an open screen cannot delete an account."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("That is not your password."))
        return password

"""Forms of people about themselves."""

from django import forms
from django.http import HttpRequest

from elearning.accounts.fields import NameField
from elearning.accounts.models import User


class SignupForm(forms.Form):
    """What making an account asks beside e-mail address and password (allauth adds those)."""

    full_name = NameField()

    field_order = ("full_name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made."""
        user.full_name = self.cleaned_data["full_name"].strip()
        user.save(update_fields=["full_name"])

"""Forms about joining, groups and one's own account."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.accounts.enums import Role
from elearning.accounts.fields import NameField
from elearning.accounts.models import Membership, Organisation, Programme, User
from elearning.core import clock
from elearning.enrolment.models import Cohort
from elearning.enrolment.paths import all_paths
from elearning.enrolment.rules import GROUP_MAKERS


class DayInput(forms.DateInput):
    """The browser's own way to choose a day; without one, a text field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        help_text=_(
            "Eight letters and digits, such as BCDF-3467. Capitals do not matter."
        ),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class CheckForm(forms.Form):
    """What somebody who has a certificate in hand may ask."""

    code = forms.CharField(
        label=_("Code on the document"),
        max_length=20,
        help_text=_("Twelve letters and digits, such as BCDF-GHJK-3467."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name on the document"),
        max_length=150,
        required=False,
        help_text=_("We only say whether it is the same. We do not keep it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewCodeForm(forms.Form):
    expires_on = forms.DateField(
        label=_("Works through"),
        widget=DayInput(),
        help_text=_("After this day nobody can come in with the code."),
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggested = min(clock.today() + timedelta(days=14), cohort.ends_on)
        self.fields["expires_on"].initial = suggested


class CohortForm(forms.Form):
    """A new group, with choices of the organisations where the person may make one."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    name = forms.CharField(
        label=_("Name of the group"), max_length=120, help_text=_("Such as SW 1A.")
    )
    path_key = forms.ChoiceField(label=_("Learning path"))
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), required=False
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())
    lecturers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Lecturers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see the people in the group by name."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = _where_may_make_cohorts(user)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].initial = organisations.first()
        self.fields["programme"].queryset = Programme.objects.filter(
            organisation__in=organisations
        )
        self.fields["path_key"].choices = [
            (
                str(path.key),
                f"{path.title} ({path.audience})" if path.audience else path.title,
            )
            for path in all_paths()
        ]
        self.fields["lecturers"].queryset = _lecturers_of(organisations)
        self.fields["lecturers"].initial = [user.pk]
        self.fields["starts_on"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return cleaned


def _where_may_make_cohorts(user: User) -> Any:
    roles = Membership.objects.current().filter(user=user, role__in=GROUP_MAKERS)
    return Organisation.objects.filter(pk__in=roles.values("organisation"))


def _lecturers_of(organisations: Any) -> Any:
    roles = Membership.objects.current().filter(
        organisation__in=organisations, role=Role.LECTURER
    )
    return User.objects.filter(pk__in=roles.values("user")).order_by("full_name", "pk")


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

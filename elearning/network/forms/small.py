"""The forms of a few fields."""

from collections.abc import Iterable

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from elearning.network.enums import MemberKind, Payment
from elearning.network.models import ActivityType, SignUp


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers take this form only, whatever the language.
        super().__init__(format="%Y-%m-%d")


class JoinForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("How do you want to take part?"),
        choices=MemberKind.choices,
        widget=forms.RadioSelect,
    )


class CalendarForm(forms.Form):
    """The two filters of the calendar; anything else is ignored."""

    soort = forms.ChoiceField(label=_("Kind of meeting"), required=False)
    online = forms.BooleanField(label=_("Online only"), required=False)

    def __init__(self, data: object, types: Iterable[ActivityType]) -> None:
        super().__init__(data)
        choices = [("", _("All kinds")), *((it.code, it.name) for it in types)]
        self.fields["soort"].choices = choices

    def filters(self) -> dict[str, object]:
        """What to filter by; a choice that does not exist filters nothing."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "type_code": values.get("soort", ""),
            "online": values.get("online", False),
        }


class AgreementForm(forms.Form):
    what = forms.CharField(label=_("What was agreed?"), max_length=300)
    role = forms.CharField(
        label=_("Who does it?"), help_text=_("A role, not a name."), max_length=80
    )
    due_on = forms.DateField(label=_("Before or on"), widget=DateInput)


class PaymentForm(forms.Form):
    payment = forms.ChoiceField(
        label=_("Is the payment of key persons arranged?"),
        help_text=_("Only yes or no. Never an amount or a bank account."),
        choices=Payment.choices,
        widget=forms.RadioSelect,
    )


class AttendanceForm(forms.Form):
    """Who was there, ticked from who signed up; the value is the sign-up's UUID, not a person's."""

    present = forms.MultipleChoiceField(
        label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        sign_ups: Iterable[SignUp],
        present: set[int],
        **kwargs: object,
    ) -> None:
        self.sign_ups = {str(it.uuid): it for it in sign_ups}
        kwargs.setdefault(
            "initial",
            {
                "present": [
                    key for key, it in self.sign_ups.items() if it.user_id in present
                ]
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [
            (key, it.user.get_full_name()) for key, it in self.sign_ups.items()
        ]

    def people(self) -> list[object]:
        """The people who were ticked."""
        return [self.sign_ups[key].user for key in self.cleaned_data["present"]]


class HeadCountForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many people were there?"),
        help_text=_("A number only. Of this kind of meeting no names are kept."),
        min_value=0,
        validators=[MaxValueValidator(2000)],
    )

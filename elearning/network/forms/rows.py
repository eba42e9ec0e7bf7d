"""Rows of a form: agenda items and roles. Two are empty; a row without a name is dropped."""

from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elearning.accounts.models import User
from elearning.network.enums import RoleState
from elearning.network.models import Activity, ActivityType
from elearning.network.plans import AgendaLine, RoleLine

MOST_ROWS = 25
SPARE = 2


class AgendaRow(forms.Form):
    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=720, required=False
    )
    is_break = forms.BooleanField(label=_("Break"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("item") and not values.get("minutes") and not self.errors:
            self.add_error("minutes", _("Fill in how many minutes."))
        return values


class RoleRow(forms.Form):
    name = forms.CharField(label=_("Role"), max_length=80, required=False)
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("without a name"),
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("membership", "State"), choices=RoleState.choices
    )
    is_key_person = forms.BooleanField(label=_("Key person"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class AgendaRows(
    forms.formset_factory(  # type: ignore[misc]
        AgendaRow, extra=SPARE, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
):
    @classmethod
    def made(cls, data: Any, *, kind: ActivityType, activity: Activity | None) -> Self:
        """The rows of `activity`, or of its type when there is none yet."""
        rows = kind.agenda
        if activity is not None:
            rows = list(activity.agenda.values("item", "minutes", "is_break"))
        # What was posted is compared with nothing: a row left as it was must not count as empty.
        return cls(data, prefix="agenda", initial=rows if data is None else None)

    def lines(self) -> list[AgendaLine]:
        """What was filled in, in order."""
        return [
            AgendaLine(**row.cleaned_data)
            for row in self.forms
            if row.cleaned_data.get("item")
        ]


class RoleRows(
    forms.formset_factory(  # type: ignore[misc]
        RoleRow, extra=SPARE, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
):
    @classmethod
    def made(
        cls,
        data: Any,
        *,
        kind: ActivityType,
        activity: Activity | None,
        people: QuerySet[User],
    ) -> Self:
        """The rows of `activity`, or of its type when there is none yet."""
        rows = kind.roles
        if activity is not None:
            rows = list(
                activity.roles.values("name", "person", "state", "is_key_person")
            )
        initial = rows if data is None else None
        kwargs = {"people": people}
        return cls(data, prefix="roles", initial=initial, form_kwargs=kwargs)

    def lines(self) -> list[RoleLine]:
        """What was filled in, in order."""
        return [
            RoleLine(**row.cleaned_data)
            for row in self.forms
            if row.cleaned_data.get("name")
        ]

"""The form of one activity, prefilled from its type."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elearning.accounts.enums import OrganisationKind
from elearning.accounts.models import Organisation, Programme, User
from elearning.knowledge.models import LearningGoal
from elearning.network.enums import Payment
from elearning.network.forms.extra import extra_field, extra_initial, extra_value
from elearning.network.forms.rows import AgendaRows, RoleRows
from elearning.network.forms.small import DateInput
from elearning.network.models import Activity, ActivityType
from elearning.network.plans import ActivityPlan

CODES = _("Codes with a comma between them, for example M05-2, M13-1.")
KEPT_MONTHS = {6: _("6 months"), 12: _("12 months"), 24: _("24 months")}
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("What and for whom"), ("title", "goal", "goal_codes", "audience")),
    (
        _("When and where"),
        ("day", "time", "minutes", "place", "online_url", "places"),
    ),
    (
        _("So that everybody can take part"),
        ("language", "accessibility", "is_sensitive"),
    ),
    (
        _("Who organises it"),
        ("organisation", "organiser_role", "municipality", "programme", "payment"),
    ),
)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ActivityForm(forms.Form):
    """Fields of the common record (brief, 5.1), the type's own, and rows for agenda and roles."""

    title = forms.CharField(
        label=_("Neutral title"),
        help_text=_(
            "It stands in the calendar and in mails, where others may read along."
            " So do not name the topic. For example: Bijeenkomst in De Linde."
        ),
        max_length=120,
    )
    goal = forms.CharField(
        label=_("Goal"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    goal_codes = forms.CharField(
        label=_("Learning goals"), help_text=CODES, required=False
    )
    audience = forms.CharField(label=_("For whom"), max_length=200, required=False)
    day = forms.DateField(label=_("Day"), widget=DateInput)
    time = forms.TimeField(label=_("Start"), widget=TimeInput)
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=15, max_value=1440
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Online address"), max_length=500, required=False, assume_scheme="https"
    )
    places = forms.IntegerField(
        label=_("Number of places"),
        help_text=_("Empty: no limit. When it is full there is a waiting list."),
        min_value=1,
        max_value=2000,
        required=False,
    )
    language = forms.CharField(
        label=_("Language and interpreter"), max_length=120, required=False
    )
    accessibility = forms.CharField(
        label=_("Accessibility"),
        help_text=_("For example: lift, induction loop, quiet room, child care."),
        max_length=300,
        required=False,
    )
    is_sensitive = forms.BooleanField(
        label=_("The subject is sensitive"),
        help_text=_("Then calendar files hold no title and no place."),
        required=False,
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    organiser_role = forms.CharField(
        label=_("Your role in it"), max_length=80, required=False
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY),
        required=False,
    )
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.all(), required=False
    )
    payment = forms.ChoiceField(
        label=_("Is the payment of key persons arranged?"), choices=Payment.choices
    )
    second_reader = forms.ModelChoiceField(
        label=_("Second reader of cases"),
        help_text=_(
            "Reads a case before the participants do. Coordinators may as well."
        ),
        queryset=User.objects.none(),
        required=False,
    )
    source_codes = forms.CharField(label=_("Sources"), help_text=CODES, required=False)
    names_kept = forms.TypedChoiceField(
        label=_("How long names of those present are kept"),
        choices=KEPT_MONTHS.items(),
        coerce=int,
        initial=12,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: ActivityType,
        organisations: QuerySet[Organisation],
        people: QuerySet[User],
        activity: Activity | None = None,
    ) -> None:
        self.type = kind
        super().__init__(data, initial=_initial(kind, activity))
        self.fields["organisation"].queryset = organisations
        self.fields["second_reader"].queryset = people
        if not kind.takes_case_forms:
            del self.fields["second_reader"]
        for spec in kind.fields:
            self.fields[f"extra-{spec['code']}"] = extra_field(spec)
        self.agenda = AgendaRows.made(data, kind=kind, activity=activity)
        self.roles = RoleRows.made(data, kind=kind, activity=activity, people=people)

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields under their headings, those of the type and the rest last."""
        sections = [
            (title, [self[name] for name in names]) for title, names in SECTIONS
        ]
        shown = {name for _title, names in SECTIONS for name in names}
        rest = [self[name] for name in self.fields if name not in shown]
        return [*sections, (_("To note besides"), rest)]

    def is_valid(self) -> bool:
        rows = [self.agenda.is_valid(), self.roles.is_valid()]
        return super().is_valid() and all(rows)

    def clean_goal_codes(self) -> list[str]:
        codes = _codes(self.cleaned_data["goal_codes"])
        known = set(
            LearningGoal.objects.filter(code__in=codes).values_list("code", flat=True)
        )
        if unknown := [code for code in codes if code not in known]:
            message = _("There is no learning goal %(code)s.")
            raise ValidationError(message, params={"code": unknown[0]})
        return codes

    def clean_source_codes(self) -> list[str]:
        return _codes(self.cleaned_data["source_codes"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        nowhere = not values.get("place") and not values.get("online_url")
        if nowhere and not {"place", "online_url"} & self.errors.keys():
            self.add_error("place", _("Fill in a place or an online address."))
        return values

    def plan(self) -> ActivityPlan:
        """What was filled in, for the action."""
        values = dict(self.cleaned_data)
        moment = datetime.combine(values.pop("day"), values.pop("time"))
        extra = {
            spec["code"]: extra_value(spec, values.pop(f"extra-{spec['code']}"))
            for spec in self.type.fields
        }
        return ActivityPlan(
            type=self.type,
            starts_at=timezone.make_aware(moment),
            names_kept=timedelta(days=30.5 * values.pop("names_kept")),
            extra=extra,
            agenda=self.agenda.lines(),
            roles=self.roles.lines(),
            **values,
        )


def _codes(text: str) -> list[str]:
    return list(
        dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip())
    )


def _initial(kind: ActivityType, activity: Activity | None) -> dict[str, Any]:
    if activity is None:
        return {
            "goal": kind.goal,
            "minutes": kind.minutes,
            "is_sensitive": kind.sensitive_default,
            "source_codes": ", ".join(kind.source_codes),
            "payment": Payment.NO,
        }
    starts_at = timezone.localtime(activity.starts_at)
    same = [name for _title, names in SECTIONS for name in names]
    values = {name: getattr(activity, name) for name in same if hasattr(activity, name)}
    kept = (activity.names_until - starts_at.date()).days / 30.5
    return {
        **values,
        "day": starts_at.date(),
        "time": starts_at.time(),
        "goal_codes": ", ".join(activity.goal_codes),
        "source_codes": ", ".join(activity.source_codes),
        "second_reader": activity.second_reader,
        "names_kept": min(KEPT_MONTHS, key=lambda months: abs(months - kept)),
        **extra_initial(kind.fields, activity.extra),
    }

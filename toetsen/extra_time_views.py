"""/toetsen/extra-tijd/…: more time for one person in a group."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from elearning.accounts.requests import UserRequest
from elearning.core.exceptions import NotFound
from elearning.enrolment.models import Cohort
from elearning.enrolment.queries import cohort_for, members_of
from elearning.enrolment.rules import teaches
from toetsen.actions.extra_time import give_extra_time, give_extra_time_by_address
from toetsen.models import ExtraTime

PERCENTS = (0, 25, 33, 50, 75, 100)


class ExtraTimeForm(forms.Form):
    """Who and how much. Who sees names chooses from them; who does not types an address."""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    percent = forms.TypedChoiceField(
        label=gettext_lazy("How much longer"),
        coerce=int,
        choices=[
            (one, f"{one}%" if one else gettext_lazy("no extra time"))
            for one in PERCENTS
        ],
        initial=25,
    )

    def __init__(self, *args: object, cohort: Cohort, by_name: bool) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        if not by_name:
            del self.fields["person"]
            return
        del self.fields["address"]
        people = [(one.uuid, str(one.user)) for one in members_of(cohort)]
        self.fields["person"].choices = people  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_time(request: UserRequest, cohort_uuid: uuid.UUID) -> HttpResponse:
    cohort = cohort_for(request.user, cohort_uuid)
    by_name = teaches(request.user, cohort)
    form = ExtraTimeForm(request.POST or None, cohort=cohort, by_name=by_name)
    if form.is_valid():
        _give(request, cohort, form.cleaned_data)
        return redirect("toetsen:extra_time", cohort.uuid)
    context = {
        "cohort": cohort,
        "form": form,
        "sees_names": by_name,
        "given": _given(cohort) if by_name else [],
    }
    status = 400 if form.is_bound else 200
    return render(request, "toetsen/extra_time.html", context, status=status)


def _given(cohort: Cohort) -> list[ExtraTime]:
    members = members_of(cohort).values("pk")
    found = ExtraTime.objects.filter(enrolment__in=members)
    return list(
        found.select_related("enrolment__user").order_by("enrolment__user__full_name")
    )


def _give(request: UserRequest, cohort: Cohort, wanted: dict[str, object]) -> None:
    percent = int(str(wanted["percent"]))
    if "address" in wanted:
        give_extra_time_by_address(
            by=request.user,
            cohort=cohort,
            address=str(wanted["address"]),
            percent=percent,
        )
        messages.success(
            request,
            _(
                "Saved. If somebody with this address is in the group, this counts for her tests "
                "from now on. Ask her whether her test shows it."
            ),
        )
        return
    enrolment = members_of(cohort).filter(uuid=str(wanted["person"])).first()
    if enrolment is None:
        raise NotFound(_("This person is not in the group (any more)."))
    give_extra_time(by=request.user, enrolment=enrolment, percent=percent)
    messages.success(request, _("Saved. It counts from now on, also for a busy test."))

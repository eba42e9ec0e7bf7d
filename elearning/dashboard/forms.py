from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.dashboard.models import ClosedPeriod
from elearning.dashboard.wording import month_name


class FilterForm(forms.Form):
    """Which month and which learning path; the two filters there are."""

    periode = forms.ChoiceField(label=_("Month"))
    leerroute = forms.ChoiceField(label=_("Learning path"))

    def __init__(
        self,
        *,
        periods: Sequence[ClosedPeriod],
        paths: Sequence[tuple[str, str]],
        chosen: tuple[ClosedPeriod, str],
    ) -> None:
        period, path = chosen
        super().__init__(initial={"periode": str(period), "leerroute": path})
        self.fields["periode"].choices = [
            (str(p), month_name(p.month)) for p in periods
        ]
        self.fields["leerroute"].choices = list(paths)

"""The window in which a reviewer approves a page or asks for changes."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.publishing import Problem


class ReviewForm(forms.Form):
    comment = forms.CharField(
        label=_("Comment"), required=False, widget=forms.Textarea({"rows": 3})
    )


class PaymentReviewForm(ReviewForm):
    """A reader with lived experience is paid, and the platform keeps whether that is arranged."""

    payment_arranged = forms.ChoiceField(
        label=_("Is your payment for reading arranged?"),
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
    )


def review_form(
    *,
    approving: bool,
    asks_payment: bool,
    find_problems: Callable[[], list[Problem]],
) -> type[ReviewForm]:
    """The form class of one action. An approval of a page with problems is refused in the form."""
    if not approving:
        return ReviewForm
    base = PaymentReviewForm if asks_payment else ReviewForm

    class ApprovalForm(base):
        def clean(self) -> dict[str, object] | None:
            for problem in find_problems():
                self.add_error(None, str(problem))
            return super().clean()

    return ApprovalForm

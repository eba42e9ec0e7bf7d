"""The forms around a case: danger first, then the text, then the second reader."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from elearning.core.patterns import Found, find, fingerprint
from elearning.network.actions import CaseText
from elearning.network.case_rules import case_rules
from elearning.network.enums import CaseSetting
from elearning.network.models import CaseForm
from elearning.network.models.cases import CASE_LONG, CASE_SHORT

YES = "yes"
NO = "no"


class DangerForm(forms.Form):
    """The hard stop: is somebody in danger, now or soon?"""

    danger = forms.ChoiceField(
        label=_("Is somebody in danger now, or soon?"),
        choices=[(YES, _("Yes, or I am not sure")), (NO, _("No"))],
        widget=forms.RadioSelect,
    )


class PlainText(forms.CharField):
    """Text whose line ends count as one character, as the browser counts them."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class CaseTextForm(forms.Form):
    """What somebody brings in. What looks like a real person's data has to be mended or confirmed.

    `found` holds, by field, what was found; `confirmation` is the value that confirms exactly that.
    """

    dilemma = PlainText(
        label=_("The dilemma in one sentence"), max_length=CASE_SHORT, widget=_area(2)
    )
    setting = forms.ChoiceField(
        label=_("Where does it take place?"),
        choices=[
            ("", pgettext_lazy("nothing chosen yet", "Choose")),
            *CaseSetting.choices,
        ],
    )
    author_role = PlainText(
        label=_("Your role in it"),
        help_text=_("For example: consultant, volunteer, trainee."),
        max_length=80,
    )
    situation = PlainText(
        label=_("What was going on?"),
        help_text=_("At most 1200 characters. Never write about a real client."),
        max_length=CASE_LONG,
        widget=_area(8),
    )
    what_i_did = PlainText(
        label=_("What did you do?"),
        help_text=_("At most 1200 characters. Never write about a real client."),
        max_length=CASE_LONG,
        widget=_area(6),
    )
    question = PlainText(
        label=_("Your question to the group"), max_length=CASE_SHORT, widget=_area(2)
    )
    lesson = PlainText(
        label=_("What you have learned from it so far"),
        help_text=_("At most 400 characters. Only this can stay, after editing."),
        max_length=CASE_SHORT,
        required=False,
        widget=_area(3),
    )

    TEXTS = ("dilemma", "author_role", "situation", "what_i_did", "question", "lesson")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[str, list[Found]] = {}

    @classmethod
    def of(cls, case_form: CaseForm) -> "CaseTextForm":
        """The form filled with what was handed in before."""
        names = (*cls.TEXTS, "setting")
        return cls(initial={name: getattr(case_form, name) for name in names})

    @property
    def confirmation(self) -> str:
        return fingerprint([hit for hits in self.found.values() for hit in hits])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.found = {
            name: hits for name in self.TEXTS if (hits := find(values.get(name, "")))
        }
        if self.found and self.data.get("confirmed") != self.confirmation:
            for name, hits in self.found.items():
                for hit in hits:
                    self.add_error(name, self._warning(hit))
        return values

    def text(self) -> CaseText:
        """What was filled in, for the action."""
        return CaseText(**self.cleaned_data)

    def _warning(self, hit: Found) -> str:
        return gettext("“%(text)s” looks like %(kind)s. Take it out or change it.") % {
            "text": hit.text,
            "kind": hit.label,
        }


class ReviewForm(forms.Form):
    """The seven rules, ticked by the second reader."""

    rules = forms.TypedMultipleChoiceField(
        label=_("Which rules does the form keep?"),
        help_text=_("All seven: the participants see it. Fewer: it goes back."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"].choices = [
            (rule.number, f"{rule.number}. {rule.text}") for rule in case_rules()
        ]


class KeepLessonForm(forms.Form):
    """The one thing that stays, as the second reader has edited it."""

    lesson = PlainText(
        label=_("The lesson that stays"),
        help_text=_(
            "At most 400 characters, without anybody in it. The author is not named."
        ),
        max_length=CASE_SHORT,
        widget=_area(3),
    )

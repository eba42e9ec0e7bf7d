"""The form of a question in the CMS."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from elearning.knowledge.models import LearningGoal
from toetsen.bank_checks import Problem
from toetsen.blocks import content_of, write_keys

GOES_OUT = ("action-publish", "action-submit", "action-restart-workflow")
EXCERPT = 90


class QuestionForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Saves whatever is there; what goes to others is checked, with the reasons in the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "goal_code" in self.fields:
            self.fields["goal_code"] = _goal_field(self.instance.goal_code)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True

    def clean_body(self) -> Any:
        body = self.cleaned_data["body"]
        kind, _data = content_of(body)
        fixed = self.instance.kind if self.instance.pk else ""
        if fixed and kind and kind != fixed:
            raise forms.ValidationError(
                _(
                    "The type of a question stays as it is. Make a new question for another type."
                )
            )
        return write_keys(body)

    def goes_out(self) -> bool:
        """Whether this save also publishes, sends in or approves."""
        if self.data.get("workflow-action-name") == "approve":
            return bool(self.data.get("action-workflow-action"))
        return any(self.data.get(action) for action in GOES_OUT)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        kind, _data = content_of(self.instance.body)
        self.instance.kind = self.instance.kind or kind
        if self.goes_out():
            self._say(self.instance.problems())

    def _say(self, found: list[Problem]) -> None:
        """Above the form all of them, and each at its field; a stream shows only one by itself."""
        for problem in found:
            self.add_error(None, str(problem))
        body = [str(one) for one in found if one.field == "body"]
        if body:
            self.add_error("body", StreamBlockValidationError(non_block_errors=body))
        for problem in found:
            if problem.field != "body" and problem.field in self.fields:
                self.add_error(problem.field, str(problem))


def _goal_field(now: str) -> forms.ChoiceField:
    """The learning goals by module; a code that is no goal any more stays to be seen."""
    goals = LearningGoal.objects.order_by("module_code", "code")
    by_module: dict[str, list[tuple[str, str]]] = {}
    for goal in goals:
        by_module.setdefault(goal.module_code, []).append(
            (goal.code, f"{goal.code} · {goal.text[:EXCERPT]}")
        )
    codes = {code for found in by_module.values() for code, _words in found}
    unknown = [(now, now)] if now and now not in codes else []
    return forms.ChoiceField(
        label=_("Learning goal"),
        choices=[("", "—"), *unknown, *by_module.items()],
    )

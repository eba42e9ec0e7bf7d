"""What an author chooses a test from: rows of a blueprint, or the questions themselves."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.core.choosers import RecordBlock
from elearning.enrolment.paths import all_paths
from elearning.knowledge.models import LearningGoal
from toetsen.blocks.names import words_for
from toetsen.models.assessments import MOST_QUESTIONS
from toetsen.question_types import question_types

EXCERPT = 80
Choices = list[tuple[str, Any]]


def _goals() -> Choices:
    """A module as a whole and each of its goals, under the module's code. One query."""
    by_module: dict[str, Choices] = {}
    for goal in LearningGoal.objects.order_by("module_code", "code"):
        code = goal.module_code
        whole = [(code, _("%(module)s as a whole") % {"module": code})]
        by_module.setdefault(code, whole).append(
            (goal.code, f"{goal.code} · {Truncator(goal.text).chars(EXCERPT)}")
        )
    return [("", "—"), *by_module.items()]


def _kinds() -> Choices:
    found = [
        (one.kind, words_for(f"kind.{one.kind}").label) for one in question_types()
    ]
    return [("", _("any type that counts")), *found]


def _paths() -> Choices:
    return [("", _("every path")), *((one.code, one.title) for one in all_paths())]


class _LateSelect(forms.Select):
    """A list that is read when it is drawn; Wagtail's own reads it for every value it meets."""

    def __init__(self, find: Any) -> None:
        super().__init__()
        self.find = find

    def optgroups(self, *args: Any, **kwargs: Any) -> Any:
        self.choices = self.find()
        return super().optgroups(*args, **kwargs)


class LateChoiceBlock(blocks.FieldBlock):
    """A code, chosen from what `find` gives."""

    def __init__(self, find: Any, label: Promise | str = "", **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=kwargs.pop("required", False), widget=_LateSelect(find)
        )
        super().__init__(label=label, **kwargs)


class RowBlock(blocks.StructBlock):
    goal = LateChoiceBlock(_goals, label=_("learning goal"), required=True)
    kind = LateChoiceBlock(_kinds, label=_("question type"))
    number = blocks.IntegerBlock(
        label=_("how many"), min_value=1, max_value=MOST_QUESTIONS, default=1
    )
    critical = blocks.BooleanBlock(label=_("only about safety"), required=False)
    path = LateChoiceBlock(_paths, label=_("for whom"))

    class Meta:
        icon = "list-ul"
        label = _("Row")
        label_format = "{number} x {goal} {kind}"


class BlueprintBody(blocks.StreamBlock):
    row = RowBlock()

    class Meta:
        required = False
        max_num = 200


class QuestionsBody(blocks.StreamBlock):
    question = RecordBlock("toetsen.Question", label=_("question"))

    class Meta:
        required = False
        max_num = MOST_QUESTIONS


class OtherQuestionBlock(blocks.StructBlock):
    question = RecordBlock("toetsen.Question", label=_("heavy question"))
    instead = RecordBlock(
        "toetsen.Question",
        label=_("question in its place"),
        help_text=_("About the same learning goal, and as critical."),
    )

    class Meta:
        icon = "help"
        label = _("Question and the one in its place")


class OtherQuestions(blocks.StreamBlock):
    """Which questions of a sensitive test are heavy, and what may be asked in their place."""

    other = OtherQuestionBlock()

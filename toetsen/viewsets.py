"""The CMS screens of the question bank."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from elearning.accounts.models import User
from elearning.core.choosers import chooser_with
from elearning.knowledge.models import LearningGoal
from toetsen.blocks.names import words_for
from toetsen.enums import QuestionStatus
from toetsen.forms import QuestionForm
from toetsen.models import Question
from toetsen.models.bank import QuestionQuerySet
from toetsen.question_types import question_types

EXCERPT = 80


def _types() -> list[tuple[str, Any]]:
    return [(one.kind, words_for(f"kind.{one.kind}").label) for one in question_types()]


def _goals() -> list[tuple[str, str]]:
    return [
        (goal.code, f"{goal.code} · {Truncator(goal.text).chars(EXCERPT)}")
        for goal in LearningGoal.objects.order_by("code")
    ]


def _modules() -> list[tuple[str, str]]:
    codes = LearningGoal.objects.order_by("module_code").values_list(
        "module_code", flat=True
    )
    return [(code, code) for code in dict.fromkeys(codes)]


class QuestionFilterSet(WagtailFilterSet):  # type: ignore[misc]
    module_code = django_filters.ChoiceFilter(label=_("Module"), choices=_modules)
    goal_code = django_filters.ChoiceFilter(label=_("Learning goal"), choices=_goals)
    kind = django_filters.ChoiceFilter(label=_("Question type"), choices=_types)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=QuestionStatus.choices, method="of_status"
    )

    class Meta:
        model = Question
        fields: ClassVar[list[str]] = ["critical", "difficulty", "language"]

    def of_status(
        self, questions: QuestionQuerySet, _name: str, value: str
    ) -> QuestionQuerySet:
        return questions.with_status(value)


class QuestionPermissionPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """As the model's permissions say, but nobody deletes: attempts refer to what was asked."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: Question
    ) -> bool:
        return self.user_has_permission(user, action)


def _excerpt(question: Question) -> str:
    return Truncator(question.text).chars(EXCERPT)


def _critical(question: Question) -> Any:
    return _("critical") if question.critical else ""


def _type_of(question: Question) -> Any:
    return words_for(f"kind.{question.kind}").label


class QuestionIndexView(IndexView):  # type: ignore[misc]
    """The list, with the ways in and out beside "add"; a file gets what the list shows."""

    @property
    def header_more_buttons(self) -> list[Button]:
        asked = self.request.GET.urlencode()
        mine: list[Button] = list(super().header_more_buttons)
        if self.request.user.has_perm("toetsen.add_question"):
            address = reverse("bank_import")
            mine.append(Button(_("From a file"), url=address, icon_name="download"))
        address = f"{reverse('bank_export')}?{asked}"
        mine.append(Button(_("To a file"), url=address, icon_name="upload"))
        return mine


class QuestionViewSet(SnippetViewSet):  # type: ignore[misc]
    model = Question
    icon = "help"
    menu_label = _("Question bank")
    menu_name = "question-bank"
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = QuestionIndexView
    list_export: ClassVar[list[str]] = []
    chooser_viewset_class = chooser_with(
        Column("text", label=_("The question"), accessor=_excerpt),
        Column("goal_code", label=_("Learning goal")),
        Column("critical", label=_("Critical"), accessor=_critical),
        looks_in=("code", "goal_code", "body"),
    )
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = QuestionFilterSet
    search_fields: ClassVar[list[str]] = ["code", "body"]
    search_backend_name = None
    ordering = ("code",)
    list_per_page = 50
    list_display: ClassVar[list[Any]] = [
        "code",
        Column("text", label=_("The question"), accessor=_excerpt),
        Column("module_code", label=_("Module"), sort_key="module_code"),
        Column("goal_code", label=_("Learning goal"), sort_key="goal_code"),
        Column("kind", label=_("Question type"), accessor=_type_of, sort_key="kind"),
        Column("critical", label=_("Critical"), accessor=_critical),
        Column("status", label=_("Status"), accessor=lambda one: one.status.label),
        Column("review_by", label=_("Check again before"), sort_key="review_by"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("goal_code"),
                    FieldPanel("critical"),
                    FieldPanel("difficulty"),
                    FieldPanel("language"),
                    FieldPanel("review_by"),
                ],
                heading=_("About the question"),
            ),
        ],
        base_form_class=QuestionForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Question]:
        return Question.objects.for_list()

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from elearning.core import clock
from modules import publishing
from modules.enums import SignOffRole
from modules.review_forms import review_form


class SignOff(models.Model):
    """That a role read one revision of a page, or of a question, and agreed. `page` is None then.

    Others see only `label` ("Lezer E2"); only the chief editor knows who it was (rule 8). A
    sign-off made for the demo never counts (rule 13).
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, related_name="sign_offs"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.CASCADE, related_name="sign_offs"
    )
    role = models.CharField(max_length=24, choices=SignOffRole.choices)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    label = models.CharField(max_length=20)
    is_demo = models.BooleanField(default=False)
    payment_arranged = models.BooleanField(null=True)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "role", "reader"], name="sign_off_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.revision_id}"


class ReviewTaskState(TaskState):
    """One review of one revision; a reader says whether payment is arranged (brief, 6.2)."""

    payment_arranged = models.BooleanField(null=True)


class ReviewTask(AbstractGroupApprovalTask):
    """A step of the review: one role reads the page, and approves it or asks for changes.

    Approving goes through the publish check first (7g); `modules.receivers` then writes the
    sign-off. `number` tells the two readers with lived experience apart.
    """

    role = models.CharField(_("role"), max_length=24, choices=SignOffRole.choices)
    number = models.PositiveSmallIntegerField(_("number"), default=1)

    task_state_class = ReviewTaskState
    admin_form_fields: ClassVar[list[str]] = [
        *AbstractGroupApprovalTask.admin_form_fields,
        "role",
        "number",
    ]

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    @classmethod
    def get_description(cls) -> str:
        return str(_("One role reads the page; its approval is kept as a sign-off."))

    @property
    def is_of_reader(self) -> bool:
        return self.role == SignOffRole.LIVED_EXPERIENCE_READER

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """As Wagtail's; nobody is two readers of one review, whatever was saved in between."""
        self._under_review = obj
        if not super().get_actions(obj, user):
            return []
        actions = [("reject", str(_("Ask for changes")), True)]
        if not self._has_approved_another_step(obj, user):
            actions.append(("approve", str(_("Approve")), True))
        return actions

    def _has_approved_another_step(self, obj: Page, user: Any) -> bool:
        return (
            ReviewTaskState.objects.filter(
                workflow_state=obj.current_workflow_state,
                status=TaskState.STATUS_APPROVED,
                finished_by=user,
                task__reviewtask__role=self.role,
            )
            .exclude(task=self)
            .exists()
        )

    def get_form_for_action(self, action: str) -> Any:
        """The form in the window; approving asks a reader about payment and runs the check."""
        return review_form(
            approving=action == "approve",
            asks_payment=self.is_of_reader,
            find_problems=self._problems_under_review,
        )

    @transaction.atomic
    def on_action(
        self,
        task_state: TaskState,
        user: Any,
        action_name: str,
        comment: str = "",
        payment_arranged: object = None,
        **unknown: object,
    ) -> None:
        """As Wagtail's. Raises PublishRefusedError when a page with problems is approved."""
        state = task_state.specific
        if action_name == "approve":
            publishing.check_publishable(state.revision.as_object())
            answers = {"yes": True, "no": False}
            state.payment_arranged = answers.get(str(payment_arranged))
            state.save(update_fields=["payment_arranged"])
        super().on_action(state, user, action_name, comment=str(comment))

    def _problems_under_review(self) -> list[publishing.Problem]:
        page = getattr(self, "_under_review", None)
        revision = page.get_latest_revision() if page else None
        return publishing.problems(revision.as_object()) if revision else []

"""Sign-offs: who read a revision, written down once and shown by role (product rules 8 and 13)."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from modules.models import ReviewTask, ReviewTaskState, SignOff

# What differs between two revisions of the same words.
VOLATILE = {
    "wagtail_admin_comments",
    "comments",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "last_published_at",
    "first_published_at",
    "has_unpublished_changes",
    "draft_title",
    "live",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "expire_at",
    "expired",
    "owner",
    "search_description",
}


@transaction.atomic
def sign_off(*, by: User, state: ReviewTaskState) -> SignOff:
    """Keep that `by` approved the revision of `state` in the role of its task.

    Sign-offs of an earlier revision with the same words (a reader's comment makes a revision too)
    hold for this one as well. In the demo they are marked, and never count.
    """
    task: ReviewTask = state.task.specific
    _carry_over(state)
    signed, _made = SignOff.objects.get_or_create(
        revision=state.revision,
        role=task.role,
        reader=by,
        defaults={
            "page_id": _page_id(state.revision),
            "label": label_of(task),
            "is_demo": settings.DEMO_MODE,
            "payment_arranged": state.payment_arranged,
        },
    )
    audit(by=by, action="sign_off", subject=signed, role=task.role)
    return signed


def label_of(task: ReviewTask) -> str:
    """What others see: "Lezer E2" for a reader, the role for everybody else."""
    if task.is_of_reader:
        return _("Reader E%(number)d") % {"number": task.number}
    return str(task.get_role_display())


def _carry_over(state: ReviewTaskState) -> None:
    words = _words(state.revision)
    earlier = (
        SignOff.objects.filter(
            revision__base_content_type=state.revision.base_content_type,
            revision__object_id=state.revision.object_id,
        )
        .exclude(revision=state.revision)
        .select_related("revision")
    )
    for signed in earlier.order_by("-signed_at"):
        if _words(signed.revision) == words:
            SignOff.objects.get_or_create(
                revision=state.revision,
                role=signed.role,
                reader=signed.reader,
                defaults={
                    "page_id": signed.page_id,
                    "label": signed.label,
                    "is_demo": signed.is_demo,
                    "payment_arranged": signed.payment_arranged,
                    "signed_at": signed.signed_at,
                },
            )


def _page_id(revision: Revision) -> int | None:
    of_page = issubclass(revision.base_content_type.model_class(), Page)
    return int(revision.object_id) if of_page else None


def _words(revision: Revision) -> dict[str, Any]:
    return {
        name: value for name, value in revision.content.items() if name not in VOLATILE
    }

"""What the question bank adds to the CMS."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from elearning.accounts.models import User
from toetsen import bank_urls
from toetsen.corrections import corrected_versions
from toetsen.models import Question
from toetsen.viewsets import QuestionPermissionPolicy, QuestionViewSet

register_permission_policy(Question, QuestionPermissionPolicy(Question))
register_snippet(QuestionViewSet)


@hooks.register("register_snippet_listing_buttons")
def link_to_correction(
    snippet: Model, user: User, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a question in the list: what its newest key does to older results."""
    if isinstance(snippet, Question) and user.has_perm("toetsen.change_question"):
        yield Button(
            _("Results with the corrected key"),
            reverse("bank_correct", args=[snippet.pk]),
            icon_name="rotate",
            priority=40,
        )


@hooks.register("after_edit_snippet")
def offer_correction(request: HttpRequest, instance: Model) -> None:
    """After publishing another key: older answers can be scored with it, when somebody says so."""
    if not isinstance(instance, Question) or "action-publish" not in request.POST:
        return
    if corrected_versions(instance):
        messages.info(
            request,
            _("An older version of this question has another key."),
            buttons=[
                messages.button(
                    reverse("bank_correct", args=[instance.pk]),
                    _("See whose result would change"),
                )
            ],
        )


@hooks.register("register_admin_urls")
def register_exchange() -> list[URLPattern]:
    return bank_urls.urlpatterns

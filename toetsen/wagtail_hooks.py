"""What the question bank adds to the CMS."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from toetsen import bank_urls
from toetsen.models import Question
from toetsen.viewsets import QuestionPermissionPolicy, QuestionViewSet

register_permission_policy(Question, QuestionPermissionPolicy(Question))
register_snippet(QuestionViewSet)


@hooks.register("register_admin_urls")
def register_exchange() -> list[URLPattern]:
    return bank_urls.urlpatterns

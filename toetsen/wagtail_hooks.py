"""What the question bank adds to the CMS."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from toetsen.models import Question
from toetsen.viewsets import QuestionPermissionPolicy, QuestionViewSet

register_permission_policy(Question, QuestionPermissionPolicy(Question))
register_snippet(QuestionViewSet)

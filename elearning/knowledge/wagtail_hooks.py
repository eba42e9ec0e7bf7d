from wagtail.snippets.models import register_snippet

from elearning.knowledge.viewsets import KnowledgeViewSetGroup

register_snippet(KnowledgeViewSetGroup)

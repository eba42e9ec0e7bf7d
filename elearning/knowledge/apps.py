from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "elearning.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        # Inline: the registry of links is there only now.
        from themes.navigation import Link, register

        register(Link(label=_("Knowledge base"), url_name="knowledge_base", order=20))

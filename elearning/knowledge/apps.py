from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "elearning.knowledge"
    label = "knowledge"

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "elearning.core"
    label = "core"

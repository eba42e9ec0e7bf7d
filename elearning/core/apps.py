from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "elearning.core"
    label = "core"

    def ready(self) -> None:
        # Without it `shared_task` would queue to a Celery that knows none of our settings.
        from elearning import celery  # noqa: F401

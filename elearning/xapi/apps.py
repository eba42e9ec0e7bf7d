from django.apps import AppConfig


class XapiConfig(AppConfig):
    name = "elearning.xapi"
    label = "xapi"

    def ready(self) -> None:
        # Receivers register themselves when they are imported.
        from elearning.xapi import receivers  # noqa: F401

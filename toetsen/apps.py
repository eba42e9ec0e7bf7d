from django.apps import AppConfig


class ToetsenConfig(AppConfig):
    name = "toetsen"
    label = "toetsen"

    def ready(self) -> None:
        from toetsen import receivers  # noqa: F401  models are there only now

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
    label = "themes"

    def ready(self) -> None:
        # Inline, since declaring components needs Django's forms, which need the apps.
        from themes import components  # noqa: F401

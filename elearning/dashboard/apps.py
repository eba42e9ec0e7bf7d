from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "elearning.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        # The link in the header registers itself when it is imported.
        from elearning.dashboard import links  # noqa: F401

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "elearning.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        # The link in the header and the receivers register themselves when they are imported.
        from elearning.dashboard import links, receivers  # noqa: F401

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "elearning.enrolment"
    label = "enrolment"

    def ready(self) -> None:
        # Checks and receivers register themselves when they are imported.
        from elearning.enrolment import checks, links, receivers  # noqa: F401

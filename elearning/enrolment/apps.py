from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "elearning.enrolment"
    label = "enrolment"

    def ready(self) -> None:
        # System checks register themselves when they are imported.
        from elearning.enrolment import checks  # noqa: F401

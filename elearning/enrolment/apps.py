from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "elearning.enrolment"
    label = "enrolment"

from django.apps import AppConfig


class XapiConfig(AppConfig):
    name = "elearning.xapi"
    label = "xapi"

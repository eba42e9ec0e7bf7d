from django.apps import AppConfig


class ToetsenConfig(AppConfig):
    name = "toetsen"
    label = "toetsen"

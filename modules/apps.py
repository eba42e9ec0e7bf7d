from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"
    label = "modules"

    def ready(self) -> None:
        # Models are only there once every app is loaded.
        from elearning.enrolment import paths  # noqa: PLC0415
        from modules.path_source import published_paths  # noqa: PLC0415

        paths.set_source(published_paths)

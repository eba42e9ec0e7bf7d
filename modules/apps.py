from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"
    label = "modules"

    def ready(self) -> None:
        # Inline: models and the apps below are there only now.
        from elearning.enrolment.paths import set_source
        from modules import receivers  # noqa: F401
        from modules.queries import path_infos

        set_source(path_infos)

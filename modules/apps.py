from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"
    label = "modules"

    def ready(self) -> None:
        # Inline: models and the apps below are there only now.
        from elearning.enrolment.paths import set_source  # noqa: PLC0415
        from modules import receivers  # noqa: F401, PLC0415
        from modules.queries import path_infos  # noqa: PLC0415

        set_source(path_infos)

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    name = "modules"
    label = "modules"

    def ready(self) -> None:
        # Inline: models and the apps below are there only now.
        from elearning.enrolment.paths import set_source
        from modules import case_receivers, receivers  # noqa: F401
        from modules.checks import cases  # noqa: F401
        from modules.queries import path_infos
        from modules.views import cases as case_views  # noqa: F401

        set_source(path_infos)

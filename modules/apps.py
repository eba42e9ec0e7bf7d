from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Fixed pages of the curriculum that belong at the foot of every page.
FOOTER = (
    (_("Who is behind this"), "/wie-zit-hierachter/"),
    (_("What we record"), "/wat-wij-vastleggen/"),
    (_("Accessibility"), "/toegankelijkheid/"),
)


class ModulesConfig(AppConfig):
    name = "modules"
    label = "modules"

    def ready(self) -> None:
        # Inline: models and the apps below are there only now.
        from elearning.enrolment.paths import set_source
        from modules import (  # noqa: F401
            case_receivers,
            lesson_receivers,
            receivers,
            review_receivers,
        )
        from modules.checks import assessments as assessment_checks  # noqa: F401
        from modules.checks import cases as case_checks  # noqa: F401
        from modules.checks import lessons as lesson_checks  # noqa: F401
        from modules.checks import paths as path_checks  # noqa: F401
        from modules.checks import questions as question_checks  # noqa: F401
        from modules.checks import sensitive_tests as sensitive_checks  # noqa: F401
        from modules.queries import path_infos
        from modules.queries.lessons import lesson_links
        from modules.views import assessments, cases, home, lessons, paths  # noqa: F401
        from themes.navigation import Link, Place, register, when_logged_in
        from toetsen import lessons as lessons_source

        set_source(path_infos)
        lessons_source.set_source(lesson_links)
        register(Link(label=_("Learning paths"), path="/leerroutes/", order=10))
        register(
            Link(
                label=_("My overview"),
                url_name="my_overview",
                order=40,
                place=Place.HEADER,
                visible=when_logged_in,
            )
        )
        for order, (label, address) in enumerate(FOOTER, 10):
            register(Link(label=label, path=address, order=order, place=Place.FOOTER))

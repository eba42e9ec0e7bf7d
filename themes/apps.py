from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    label = "themes"

    def ready(self) -> None:
        # Inline, since declaring components needs Django's forms, which need the apps.
        from themes import components  # noqa: F401
        from themes.navigation import Link, Place, register

        register(
            Link(
                label=_("What leaving does and does not do"),
                url_name="way_out_help",
                order=90,
                place=Place.FOOTER,
            )
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "elearning.network"
    label = "network"

    def ready(self) -> None:
        # The header's link; themes knows no app.
        from themes.navigation import Link, register, when_logged_in

        register(
            Link(
                label=_("Network"),
                url_name="network:home",
                order=30,
                visible=when_logged_in,
            )
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "elearning.network"
    label = "network"

    def ready(self) -> None:
        # The header's link and our file of the curriculum; neither app knows this one.
        from elearning.network import receivers  # noqa: F401
        from elearning.network.actions import load_activity_types
        from modules.actions.curriculum import load_with
        from themes.navigation import Link, register, when_logged_in

        load_with("network/activity_types.yaml", load_activity_types)
        register(
            Link(
                label=_("Network"),
                url_name="network:home",
                order=30,
                visible=when_logged_in,
            )
        )

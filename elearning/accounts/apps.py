from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "elearning.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Groups need tables, permissions need models: both are there only now.
        from elearning.accounts.cms_rights import give_rights

        post_migrate.connect(give_rights, sender=self)


class CmsUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]
    """Wagtail's screens for people, with the fields of our own User."""

    default = False
    user_viewset = "elearning.accounts.viewsets.PersonViewSet"

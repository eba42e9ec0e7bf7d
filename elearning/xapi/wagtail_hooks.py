"""What the CMS gets from the record store."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from elearning.accounts.requests import UserRequest
from elearning.xapi import rules, views


@hooks.register("register_admin_urls")
def register_keys() -> list[URLPattern]:
    return [
        path("sleutels/", views.KeyList.as_view(), name="xapi_keys"),
        path("sleutels/nieuw/", views.MakeKey.as_view(), name="xapi_key_make"),
        path(
            "sleutels/<int:pk>/vernieuwen/",
            views.RotateKey.as_view(),
            name="xapi_key_rotate",
        ),
        path(
            "sleutels/<int:pk>/intrekken/",
            views.RevokeKey.as_view(),
            name="xapi_key_revoke",
        ),
    ]


@hooks.register("register_admin_urls")
def register_looking() -> list[URLPattern]:
    return [
        path("leergegevens/", views.Volume.as_view(), name="xapi_look"),
        path("leergegevens/zoeken/", views.Search.as_view(), name="xapi_search"),
        path("leergegevens/geweigerd/", views.Refused.as_view(), name="xapi_refused"),
    ]


@hooks.register("register_admin_urls")
def register_forwarding() -> list[URLPattern]:
    return [
        path("doorsturen/", views.TargetList.as_view(), name="xapi_forwarding"),
        path("doorsturen/nieuw/", views.MakeTarget.as_view(), name="xapi_target_make"),
        path(
            "doorsturen/<int:pk>/pauze/",
            views.PauseTarget.as_view(),
            name="xapi_target_pause",
        ),
        path(
            "doorsturen/<int:pk>/geweigerd/",
            views.DeadLetters.as_view(),
            name="xapi_dead_letters",
        ),
    ]


class ForwardingMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: UserRequest) -> bool:
        return rules.may_manage_forwarding(request.user)


@hooks.register("register_settings_menu_item")
def register_forwarding_menu_item() -> MenuItem:
    return ForwardingMenuItem(
        _("Forwarding"), reverse("xapi_forwarding"), icon_name="redirect"
    )


class LookMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: UserRequest) -> bool:
        return rules.may_look_inside(request.user)


@hooks.register("register_settings_menu_item")
def register_look_menu_item() -> MenuItem:
    return LookMenuItem(_("Learning data"), reverse("xapi_look"), icon_name="view")


class KeysMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: UserRequest) -> bool:
        return rules.may_manage_credentials(request.user)


@hooks.register("register_settings_menu_item")
def register_keys_menu_item() -> MenuItem:
    return KeysMenuItem(
        _("Keys for other systems"), reverse("xapi_keys"), icon_name="key"
    )

"""The chief editor keeps organisations, programmes, regions and roles up to date in the CMS."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from elearning.accounts.enums import EditorialRole

MODELS = ("organisation", "programme", "region", "membership")


def give_rights(sender: AppConfig, **kwargs: Any) -> None:
    """After a migration: the group exists and may view, add and change; nobody may delete."""
    create_permissions(sender, verbosity=0)
    group, _made = Group.objects.get_or_create(name=EditorialRole.CHIEF_EDITOR.value)
    group.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="accounts",
            codename__in=[
                f"{verb}_{model}"
                for verb in ("view", "add", "change")
                for model in MODELS
            ],
        )
    )

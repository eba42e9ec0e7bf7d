"""The store's own pseudonyms for people that other systems name (ADR 0023)."""

import uuid
from typing import Any

from django.conf import settings

from elearning.core.ids import secret_uuid
from elearning.xapi.models import Credential
from elearning.xapi.validation import ifi_of

KEPT = ("objectType", "member")


def pseudonym_of(tenant: uuid.UUID, ifi: str) -> uuid.UUID:
    """The same for the same identifier within a tenant; nobody without our secret can make it."""
    return secret_uuid("agent", tenant, ifi)


def pseudonymous(party: dict[str, Any], name: str) -> dict[str, Any]:
    """An Agent or Group of the same kind and members, with an account on our site only."""
    kept: dict[str, Any] = {key: party[key] for key in KEPT if key in party}
    return {**kept, "account": {"homePage": settings.SITE_URL, "name": name}}


def at_the_door(by: Credential, party: dict[str, Any]) -> dict[str, Any]:
    """The Agent or Group as the store knows it, when `by` is one whose people get a pseudonym.

    Names go. A pseudonym that is ours already stays; a Group without an identifier has none to
    replace.
    """
    if not by.pseudonymises:
        return party
    ifi = ifi_of(party)
    if ifi is None:
        return {key: party[key] for key in KEPT if key in party}
    account = party.get("account", {})
    if account.get("homePage") == settings.SITE_URL and is_uuid(account["name"]):
        return pseudonymous(party, account["name"])
    return pseudonymous(party, str(pseudonym_of(by.tenant, ifi)))


def is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False

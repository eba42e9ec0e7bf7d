"""What the store fills in before a statement is kept (Data 2.3.1, 2.4)."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.conf import settings

from elearning.xapi.actions.storing import Prepared
from elearning.xapi.models import Credential
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.mentions import mentions_of
from elearning.xapi.validation.parts import ROLES, moment

encoder = msgspec.json.Encoder()
members = msgspec.json.Decoder(dict[str, msgspec.Raw])
VERSIONS = {1: "1.0.0", 2: "2.0.0"}


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, in milliseconds."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def authority_of(credential: Credential) -> dict[str, Any]:
    account = {"homePage": settings.SITE_URL, "name": str(credential.authority)}
    return {"objectType": "Agent", "account": account}


def complete(
    raw: bytes,
    statement: dict[str, Any],
    *,
    by: Credential,
    stored: datetime,
    major: int,
) -> Prepared:
    """The valid `statement` with what we fill in; all else of `raw` stays letter for letter.

    Set are id, version and timestamp where they are missing, stored and authority always. Single
    context activities become lists (Data 2.4.6.2), and a timestamp of 2.0 becomes UTC (2.0 4.2.7).
    """
    added = _additions(statement, by=by, stored=stored, major=major)
    whole = {**statement, **added}
    if "id" not in whole:
        whole["id"] = str(uuid.uuid4())
    top: dict[str, Any] = {**members.decode(raw), **added, "id": whole["id"]}
    statement_id = uuid.UUID(whole["id"])
    return Prepared(
        uuid=statement_id,
        actor=_pseudonym(whole["actor"], by.tenant),
        registration=whole.get("context", {}).get("registration"),
        timestamp=moment(whole["timestamp"], "/timestamp"),
        body=encoder.encode(top),
        mentions=mentions_of(whole),
    )


def _additions(
    statement: dict[str, Any], *, by: Credential, stored: datetime, major: int
) -> dict[str, Any]:
    added = {"stored": instant(stored), "authority": authority_of(by)}
    if "version" not in statement:
        added["version"] = VERSIONS[major]
    if "timestamp" not in statement:
        added["timestamp"] = added["stored"]
    elif major == 2:
        added["timestamp"] = _in_utc(statement["timestamp"])
    if (context := _listed(statement.get("context"))) is not None:
        added["context"] = context
    inner = statement["object"]
    if (context := _listed(inner.get("context"))) is not None:
        added["object"] = {**inner, "context": context}
    return added


def _in_utc(text: str) -> str:
    if text.endswith("Z"):
        return text
    return moment(text, "/timestamp").isoformat().replace("+00:00", "Z")


def _listed(context: dict[str, Any] | None) -> dict[str, Any] | None:
    """The context with its single activities in lists; None when there are none."""
    activities = (context or {}).get("contextActivities", {})
    single = {
        role: [activities[role]]
        for role in ROLES
        if isinstance(activities.get(role), dict)
    }
    if context is None or not single:
        return None
    return {**context, "contextActivities": {**activities, **single}}


def _pseudonym(actor: dict[str, Any], tenant: uuid.UUID) -> uuid.UUID:
    """Our own pseudonym where the actor is one; else an id that is the same for the same actor."""
    account = actor.get("account", {})
    if account.get("homePage") == settings.SITE_URL:
        try:
            return uuid.UUID(account["name"])
        except ValueError:
            pass
    return uuid.uuid5(tenant, ifi_of(actor) or json.dumps(actor, sort_keys=True))

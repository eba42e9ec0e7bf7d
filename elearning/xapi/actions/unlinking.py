"""Statements that stay when somebody in them is forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from elearning.xapi.enums import Fate, Share
from elearning.xapi.queries.pseudonyms import pseudonymous
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.attachments import attachments_in
from elearning.xapi.validation.renaming import with_parties
from elearning.xapi.validation.signatures import SIGNATURE

encoder = msgspec.json.Encoder()
members = msgspec.json.Decoder(dict[str, msgspec.Raw])
PARTS = ("actor", "object", "context", "authority")
WRITE = """
UPDATE xapi_statement s SET body = x.body::text, actor = coalesce(x.actor, s.actor)
FROM json_to_recordset(%(rows)s::json) AS x(id bigint, actor uuid, body json)
WHERE s.id = x.id AND s.id BETWEEN %(low)s AND %(high)s
"""


def fate_of(body: str, names: Mapping[str, str], *, is_own: bool) -> Fate:
    """What becomes of this statement when whoever goes by `names` is erased.

    A signed one is always deleted: it cannot be changed, and its signature holds a copy of it.
    """
    statement = msgspec.json.decode(body)
    if any(one["usageType"] == SIGNATURE for _, one in attachments_in(statement)):
        return Fate.DELETE
    share = Share.MENTIONS
    if is_own:
        share = Share.OWN
    elif ifi_of(statement["actor"]) in names:
        share = Share.OUTSIDE
    return Fate(settings.XAPI_ERASURE[share])


def unlink_statements(
    *, bodies: Sequence[tuple[int, str]], names: Mapping[str, str]
) -> int:
    """Put the name that `names` gives in the place of each identifier, wherever it stands.

    Names beside an identifier go. All else stays letter for letter. Gives how many changed; runs
    in the caller's transaction.
    """
    rows = [row for key, body in bodies if (row := _row(key, body, names)) is not None]
    if rows:
        keys = [row["id"] for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                WRITE,
                {
                    "rows": encoder.encode(rows).decode(),
                    "low": min(keys),
                    "high": max(keys),
                },
            )
    return len(rows)


def _row(key: int, body: str, names: Mapping[str, str]) -> dict[str, Any] | None:
    statement = msgspec.json.decode(body)
    renamed = with_parties(statement, lambda party: renamed_party(party, names))
    if renamed is statement:
        return None
    changed = {
        name: renamed[name]
        for name in PARTS
        if name in renamed and renamed[name] is not statement[name]
    }
    text = encoder.encode({**members.decode(body), **changed})
    actor = names.get(ifi_of(statement["actor"]) or "")
    return {"id": key, "actor": actor, "body": msgspec.Raw(text)}


def renamed_party(party: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The party under its new name, without any other; itself when it is not in `names`."""
    name = names.get(ifi_of(party) or "")
    if name is None:
        return party
    renamed = pseudonymous(party, name)
    return party if renamed == party else renamed

"""What the store holds of one person, for herself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from elearning.accounts.models import User
from elearning.xapi.models import Agent, Statement, StatementAgent
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.identities import identifiers_of, with_pseudonyms
from elearning.xapi.queries.keys import LAST_KEY
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.renaming import with_parties

CHUNK = 500
PAGE = 50
KEPT = ("objectType", "member")
encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """One line of what was recorded. `verb` and `activity_type` are IRIs; what is unknown is ""."""

    at: datetime
    verb: str
    activity: str
    activity_type: str
    names: dict[str, str]
    is_ours: bool


def own_bodies(user: User) -> Iterator[str]:
    """The text of every statement with her in it, oldest first, read 500 at a time.

    Others in it stand there without anything that tells who they are: they are not hers to know.
    """
    identifiers = with_pseudonyms(identifiers_of(user))
    agents = _agents(identifiers)
    cursor = -1
    while keys := list(_keys(agents, low=cursor + 1)[:CHUNK]):
        rows = Statement.objects.filter(pk__range=(keys[0], keys[-1]), pk__in=keys)
        for ours, body in rows.order_by("pk").values_list("credential", "body"):
            yield body if ours is None else _without_others(body, identifiers)
        cursor = keys[-1]


def own_statements(
    user: User, before: int | None
) -> tuple[list[OwnStatement], int | None]:
    """Up to 50 statements with her in it, newest first, older than the key `before`.

    Beside them the key to go on from, None at the end.
    """
    high = LAST_KEY if before is None else before - 1
    keys = _keys(
        _agents(with_pseudonyms(identifiers_of(user))), high=high, newest=True
    )[: PAGE + 1]
    more = len(keys) > PAGE
    keys = list(keys[:PAGE])
    rows = Statement.objects.filter(pk__in=keys).select_related("verb", "activity")
    found = [_line(row) for row in rows.order_by("-pk")]
    return found, keys[-1] if more else None


def _agents(identifiers: Collection[str]) -> list[int]:
    rows = Agent.objects.filter(digest__in=[digest(ifi) for ifi in identifiers])
    return list(rows.values_list("pk", flat=True))


def _keys(
    agents: list[int], *, low: int = 0, high: int = LAST_KEY, newest: bool = False
) -> Any:
    links = StatementAgent.objects.filter(
        agent__in=agents, statement__gte=low, statement__lte=high
    )
    order = "-statement" if newest else "statement"
    return links.order_by(order).values_list("statement", flat=True).distinct()


def _line(row: Statement) -> OwnStatement:
    thing = msgspec.json.decode(row.body)["object"]
    definition = thing.get("definition", {})
    return OwnStatement(
        at=row.timestamp,
        verb=row.verb.iri,
        activity=row.activity.iri if row.activity else "",
        activity_type=definition.get("type", ""),
        names=definition.get("name", {}),
        is_ours=row.credential_id is None,
    )


def _without_others(body: str, identifiers: Collection[str]) -> str:
    statement = msgspec.json.decode(body)

    def change(party: dict[str, Any]) -> dict[str, Any]:
        if ifi_of(party) in identifiers:
            return party
        return {name: party[name] for name in KEPT if name in party}

    shown = with_parties(statement, change)
    # The authority is the system that sent it, not a person.
    return encoder.encode({**shown, "authority": statement["authority"]}).decode()

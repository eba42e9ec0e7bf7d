"""Searching statements for administrators: the same query as the Statements resource's."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.conf import settings

from elearning.xapi.models import Agent, Credential, Verb
from elearning.xapi.queries.hashes import digest
from elearning.xapi.queries.identities import pseudonym_ifi
from elearning.xapi.queries.keys import MILLISECOND
from elearning.xapi.queries.looking import day_start
from elearning.xapi.queries.parameters import StatementQuery
from elearning.xapi.queries.readers import Reader
from elearning.xapi.queries.statements import statements
from elearning.xapi.statements import PLATFORM_TENANT, activity_iri

PAGE = 25
MOST_SHOWN = 20_000
KNOWN_VERBS = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, within one tenant. `until` is the last day; `cursor` of the page before."""

    tenant: uuid.UUID
    pseudonym: uuid.UUID | None = None
    verb: str = ""
    activity: str = ""
    around: bool = False
    since: date | None = None
    until: date | None = None
    cursor: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in one line, and its text. `who` is empty for somebody of another system.

    `by` is the label of the key that wrote it, empty for the platform itself.
    """

    stored: datetime
    who: str
    verb: str
    thing: str
    by: str
    text: str
    is_cut: bool


def search(wanted: Wanted) -> tuple[list[Found], int | None]:
    """Up to 25 statements, newest first, and the cursor of the next page. Four queries at most."""
    page = statements(Reader(wanted.tenant), _query(wanted))
    said = [(body, msgspec.json.decode(body)) for body in page.bodies]
    labels = _labels([one["authority"] for _, one in said])
    return [_found(body, one, labels) for body, one in said], page.next_cursor


def agent_number(pseudonym: uuid.UUID) -> int:
    """The number of somebody by a pseudonym of ours; 0 when nobody is called so."""
    known = Agent.objects.filter(digest=digest(pseudonym_ifi(pseudonym)))
    return known.values_list("pk", flat=True).first() or 0


def known_verbs() -> list[str]:
    """The verbs that were used first: ours and the most usual."""
    return list(Verb.objects.order_by("pk").values_list("iri", flat=True)[:KNOWN_VERBS])


def _query(wanted: Wanted) -> StatementQuery:
    agent: dict[str, Any] | None = None
    if wanted.pseudonym is not None:
        name = str(wanted.pseudonym)
        agent = {"account": {"homePage": settings.SITE_URL, "name": name}}
    return StatementQuery(
        agent=agent,
        related_agents=True,
        verb=wanted.verb or None,
        activity=_iri(wanted.activity) or None,
        related_activities=wanted.around,
        # `since` is after a moment, `until` up to and with one; statements are on milliseconds.
        since=day_start(wanted.since) - MILLISECOND if wanted.since else None,
        until=(
            day_start(wanted.until + timedelta(days=1)) - MILLISECOND
            if wanted.until
            else None
        ),
        limit=PAGE,
        cursor=wanted.cursor,
    )


def _iri(activity: str) -> str:
    """An IRI as it is; a code of ours, such as `modules/m01`, as its IRI."""
    return activity_iri(activity) if activity and ":" not in activity else activity


def _labels(authorities: list[dict[str, Any]]) -> dict[str, str]:
    """The label of each key among the authorities. One query."""
    names = {one["account"]["name"] for one in authorities if "account" in one}
    names.discard(str(PLATFORM_TENANT))
    found = Credential.objects.filter(authority__in=names)
    return {
        str(authority): label
        for authority, label in found.values_list("authority", "label")
    }


def _found(body: str, said: dict[str, Any], labels: dict[str, str]) -> Found:
    account = said["actor"].get("account", {})
    thing = said["object"]
    pretty = msgspec.json.format(body, indent=2)
    return Found(
        stored=datetime.fromisoformat(said["stored"]),
        who=account["name"] if account.get("homePage") == settings.SITE_URL else "",
        verb=said["verb"]["id"],
        thing=thing.get("id", ""),
        by=labels.get(said["authority"].get("account", {}).get("name", ""), ""),
        text=pretty[:MOST_SHOWN],
        is_cut=len(pretty) > MOST_SHOWN,
    )

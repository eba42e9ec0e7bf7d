"""Small numbers for verbs, activities and agents."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from elearning.xapi.queries.hashes import digest

FIND = """
SELECT 1, id, iri FROM xapi_verb WHERE iri = ANY(%(verbs)s)
UNION ALL SELECT 2, id, iri FROM xapi_activity WHERE iri = ANY(%(activities)s)
UNION ALL SELECT 3, id, ifi FROM xapi_agent WHERE digest = ANY(%(agents)s)
"""
# Sorted, and never waiting for a row that is there already: two batches cannot lock each other.
ADD = {
    1: "INSERT INTO xapi_verb (iri) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING",
    2: (
        "INSERT INTO xapi_activity (iri, type_iri) SELECT unnest(%s::text[]), unnest(%s::text[])"
        " ON CONFLICT DO NOTHING"
    ),
    3: (
        "INSERT INTO xapi_agent (ifi, digest) SELECT unnest(%s::text[]), unnest(%s::bytea[])"
        " ON CONFLICT DO NOTHING"
    ),
}


@dataclass(slots=True)
class Numbers:
    """The id of each verb IRI, activity IRI and agent identifier."""

    verbs: dict[str, int]
    activities: dict[str, int]
    agents: dict[str, int]


def number(
    verbs: Iterable[str], activities: dict[str, str], agents: Iterable[str]
) -> Numbers:
    """The ids of all that is named, made where they were not there.

    `activities` gives each IRI's type, "" where unknown; `agents` are identifiers (`ifi_of`).
    Runs in the caller's transaction.
    """
    wanted: dict[int, list[str]] = {
        1: sorted(set(verbs)),
        2: sorted(activities),
        3: sorted(set(agents)),
    }
    found = _find(wanted)
    missing = {
        kind: [name for name in names if name not in found[kind]]
        for kind, names in wanted.items()
    }
    if any(missing.values()):
        _add(missing, activities)
        for kind, names in _find(missing).items():
            found[kind].update(names)
    return Numbers(found[1], found[2], found[3])


def _find(wanted: dict[int, list[str]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {1: {}, 2: {}, 3: {}}
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            {
                "verbs": wanted[1],
                "activities": wanted[2],
                "agents": [digest(ifi) for ifi in wanted[3]],
            },
        )
        for kind, key, name in cursor.fetchall():
            found[kind][name] = key
    return found


def _add(missing: dict[int, list[str]], types: dict[str, str]) -> None:
    second: dict[int, list[Any]] = {
        2: [types[iri] for iri in missing[2]],
        3: [digest(ifi) for ifi in missing[3]],
    }
    with connection.cursor() as cursor:
        for kind, names in missing.items():
            if names:
                columns = [names, second[kind]] if kind in second else [names]
                cursor.execute(ADD[kind], columns)

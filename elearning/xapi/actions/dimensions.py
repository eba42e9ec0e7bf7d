"""Small numbers for verbs, activities and agents."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from elearning.xapi.queries.hashes import digest

# A function of the database, which plans it once (migration 0004): kind, id and name of each.
FIND = """
SELECT kind, key, name
FROM xapi_numbers(%(verbs)s, %(activities)s, %(agents)s::bytea[], %(tenant)s, %(described)s)
"""
DEFINITION = 4
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
    """The id of each verb IRI, activity IRI and agent identifier.

    `definitions` holds, by the id of the activity, what the tenant knew of those described anew.
    """

    verbs: dict[str, int]
    activities: dict[str, int]
    agents: dict[str, int]
    definitions: dict[int, dict[str, Any]]


def number(
    verbs: Iterable[str],
    activities: dict[str, str],
    agents: Iterable[str],
    *,
    described: Collection[str] = (),
    tenant: UUID | None = None,
) -> Numbers:
    """The ids of all that is named, made where they were not there.

    `activities` gives each IRI's type, "" where unknown; `agents` are identifiers (`ifi_of`). Of
    the activities `described` it also gives what `tenant` knows. One query when all is known.
    """
    wanted: dict[int, list[str]] = {
        1: sorted(set(verbs)),
        2: sorted(activities),
        3: sorted(set(agents)),
    }
    found, texts = _find(wanted, tenant, sorted(described))
    missing = {
        kind: [name for name in names if name not in found[kind]]
        for kind, names in wanted.items()
    }
    if any(missing.values()):
        _add(missing, activities)
        for kind, names in _find(missing)[0].items():
            found[kind].update(names)
    definitions = {key: msgspec.json.decode(text) for key, text in texts.items()}
    return Numbers(found[1], found[2], found[3], definitions)


def _find(
    wanted: dict[int, list[str]],
    tenant: UUID | None = None,
    described: Sequence[str] = (),
) -> tuple[dict[int, dict[str, int]], dict[int, str]]:
    found: dict[int, dict[str, int]] = {1: {}, 2: {}, 3: {}}
    definitions: dict[int, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            {
                "tenant": tenant,
                "described": list(described),
                "verbs": wanted[1],
                "activities": wanted[2],
                "agents": [digest(ifi) for ifi in wanted[3]],
            },
        )
        for kind, key, name in cursor.fetchall():
            if kind == DEFINITION:
                definitions[key] = name
            else:
                found[kind][name] = key
    return found, definitions


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

"""Our xAPI Profile (adlnet/xapi-profiles 1.0), made from the allow-list: ADR 0025.

Verbs and activity types that others define are referred to and not defined again, which the
specification forbids (Structure, 7.0).
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from elearning.xapi import vocabulary
from elearning.xapi.statements import (
    Event,
    Said,
    allow_list,
    cohort_type,
    extension_iri,
    profile_iri,
)

Part = dict[str, Any]
# A new version whenever a template changes: theirs are the ids of templates and patterns, which
# must change with what they say (8.0). The version before it goes into `wasRevisionOf`.
VERSION, BEFORE = "v1.1", "v1.0"
GENERATED = "2026-11-27T00:00:00Z"
# The specification wants a language map as scopeNote (8.1), and its own context forgets to say so:
# without our addition whoever reads this as JSON-LD would lose them.
CONTEXT = [
    "https://w3id.org/xapi/profiles/context",
    {
        "scopeNote": {
            "@id": "http://www.w3.org/2004/02/skos/core#scopeNote",
            "@container": "@language",
        }
    },
]
# What no statement of ours says, whatever it is about.
NEVER = (
    *("$.actor.name", "$.actor.mbox", "$.actor.mbox_sha1sum", "$.actor.openid"),
    *("$.context.instructor", "$.context.team", "$.context.statement"),
    *("$.context.platform", "$.context.language", "$.attachments"),
    "$.result.score.raw",
)


def profile() -> Part:
    """The whole profile, ready to be written as JSON-LD."""
    return {
        "id": profile_iri(),
        "@context": CONTEXT,
        "type": "Profile",
        "conformsTo": "https://w3id.org/xapi/profiles#1.0",
        "prefLabel": {"en": "Leernetwerk: what is recorded"},
        "definition": {
            "en": "All that the learning platform records of its learners, under a pseudonym."
            " What has no template here is not recorded."
        },
        "versions": [
            {
                "id": version_iri(),
                "wasRevisionOf": [profile_iri(BEFORE)],
                "generatedAtTime": GENERATED,
            }
        ],
        "author": {
            "type": "Organization",
            "name": "Leernetwerk",
            "url": settings.SITE_URL,
        },
        "concepts": [_cohort(), *map(_extension, vocabulary.EXTENSIONS)],
        "templates": list(_templates()),
        "patterns": _patterns(),
    }


def version_iri(path: str = "") -> str:
    """This version of the profile, or a template or pattern of it."""
    return profile_iri(VERSION) + (f"/{path}" if path else "")


# --- Concepts --------------------------------------------------------------------------------------
def _cohort() -> Part:
    return _concept(
        cohort_type(),
        "ActivityType",
        "group of learners",
        "A group that follows a learning path together, with dates and a lecturer. Stands in"
        " grouping.",
    )


def _extension(one: vocabulary.Extension) -> Part:
    made = _concept(extension_iri(one.name), one.type, one.label, one.meaning)
    return {**made, "inlineSchema": json.dumps(one.schema)}


def _concept(iri: str, kind: str, label: str, meaning: str) -> Part:
    return {
        "id": iri,
        "type": kind,
        "inScheme": version_iri(),
        "prefLabel": {"en": label},
        "definition": {"en": meaning},
    }


# --- Templates -------------------------------------------------------------------------------------
def _templates() -> Iterator[Part]:
    events = list(allow_list())
    places = {
        said.place for one in events for verb in one.verbs for said in one.said(verb)
    }
    for event in events:
        for verb in event.verbs:
            yield _template(event, verb, places)


def template_iri(event: type[Event], verb: str) -> str:
    name = event.kind
    if len(event.verbs) > 1:
        name += f"-{vocabulary.VERB_NAMES[verb]}"
    return version_iri(f"templates/{name}")


def _template(event: type[Event], verb: str, places: set[str]) -> Part:
    label = event.label
    if len(event.verbs) > 1:
        label += f": {vocabulary.VERB_NAMES[verb]}"
    made = _concept(
        template_iri(event, verb), "StatementTemplate", label, event.meaning
    )
    said = event.said(verb)
    unsaid = sorted(places - {one.place for one in said})
    return {
        **made,
        "verb": verb,
        "objectActivityType": event.about,
        "rules": [
            *_rules_for_all(),
            *(_activities("parent", event.parents)),
            *(_activities("grouping", (*event.groupings, cohort_type()))),
            *map(_result, said),
            *(
                _noted(f"$.object.definition.{one}", "recommended", "Kinds and keys.")
                for one in event.describes
            ),
            *(
                {"location": f"$.result.{one}", "presence": "excluded"}
                for one in unsaid
            ),
        ],
    }


def _rules_for_all() -> Iterator[Part]:
    """Who, and when, as every statement says it."""
    yield {
        "location": "$.actor.account.homePage",
        "presence": "included",
        "all": [settings.SITE_URL],
    }
    yield _noted("$.actor.account.name", "included", "A pseudonym; never a name.")
    yield _noted("$.context.registration", "included", "Random, one per enrolment.")
    yield _noted(
        "$.timestamp", "included", "Of what is sensitive the day, at midnight."
    )
    for one in vocabulary.DIMENSIONS:
        place = f"$.context.extensions['{extension_iri(one.name)}']"
        yield _noted(place, "recommended", "Where it is known.")
    for place in NEVER:
        yield {"location": place, "presence": "excluded"}


def _activities(role: str, types: tuple[str, ...]) -> Iterator[Part]:
    place = f"$.context.contextActivities.{role}[*]"
    if types:
        yield {
            "location": place,
            "selector": "$.definition.type",
            "presence": "recommended",
            "all": list(types),
        }
    else:
        yield {"location": place, "presence": "excluded"}


def _result(said: Said) -> Part:
    made = _noted(
        f"$.result.{said.place}",
        "included" if said.needed else "recommended",
        said.note,
    )
    return {**made, **({"all": list(said.only)} if said.only else {})}


def _noted(place: str, presence: str, note: str) -> Part:
    made: Part = {"location": place, "presence": presence}
    return {**made, **({"scopeNote": {"en": note}} if note else {})}


# --- Patterns --------------------------------------------------------------------------------------
def _patterns() -> list[Part]:
    """What comes together in one registration. In which order is not promised: see `sensitive`."""
    ids = {
        template_iri(event, verb): event.about
        for event in allow_list()
        for verb in event.verbs
    }
    meetings = [one for one, about in ids.items() if about == vocabulary.MEETING]
    return [
        {
            **_concept(
                version_iri("patterns/learning"),
                "Pattern",
                "Learning on a path",
                "All of one enrolment, in any order: of what is sensitive the hour is not recorded.",
            ),
            "primary": True,
            "oneOrMore": version_iri("patterns/step"),
        },
        {
            "id": version_iri("patterns/step"),
            "type": "Pattern",
            "inScheme": version_iri(),
            "alternates": [one for one in ids if one not in meetings],
        },
        {
            **_concept(
                version_iri("patterns/meetings"),
                "Pattern",
                "Meetings",
                "All meetings that a member of the learning network attended.",
            ),
            "primary": True,
            "oneOrMore": meetings[0],
        },
    ]

"""The shapes of a statement as JSON Schema: what the description says, and fuzzing starts from.

The rules themselves are in `elearning.xapi.validation`; what holds between parts is only there.
"""

from typing import Any

from elearning.xapi.validation.parts import INTERACTIONS, LISTS, ROLES
from elearning.xapi.validation.words import LONGEST, UUID_PATTERN

Schema = dict[str, Any]

UUID_SHAPE = {"type": "string", "pattern": UUID_PATTERN.replace(r"\Z", "$")}
IRI = {"type": "string", "format": "iri", "maxLength": LONGEST}
TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
LANGUAGE_MAP = {
    "type": "object",
    "additionalProperties": TEXT,
    "examples": [{"nl": "voltooide"}],
}
EXTENSIONS = {"type": "object", "propertyNames": IRI}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _record(
    properties: Schema, *required: str, description: str = "", **more: Any
) -> Schema:
    """An object with these properties and no others."""
    made: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **more,
    }
    if required:
        made["required"] = list(required)
    if description:
        made["description"] = description
    return made


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_IDENTITY = {
    "name": TEXT,
    "mbox": {"type": "string", "pattern": "^mailto:[^@\\s]+@[^@\\s]+$"},
    "mbox_sha1sum": {"type": "string", "pattern": "^[0-9a-fA-F]{40}$"},
    "openid": IRI,
    "account": _record({"homePage": IRI, "name": TEXT}, "homePage", "name"),
}
_EXACTLY_ONE = [
    {"required": [name]} for name in ("account", "mbox", "mbox_sha1sum", "openid")
]
_COMPONENT = _record({"id": TEXT, "description": LANGUAGE_MAP}, "id")
_SAID = {
    "actor": _ref("Actor"),
    "verb": _record({"id": IRI, "display": LANGUAGE_MAP}, "id"),
    "result": _ref("Result"),
    "context": _ref("Context"),
    "timestamp": TIME,
    "attachments": _list(_ref("Attachment")),
}
_OBJECTS = [_ref(name) for name in ("Activity", "Agent", "Group", "StatementRef")]

SCHEMAS: dict[str, Schema] = {
    "Agent": _record(
        {"objectType": {"const": "Agent"}, **_IDENTITY},
        oneOf=_EXACTLY_ONE,
        description="Somebody, by exactly one identifier.",
    ),
    "Group": _record(
        {
            "objectType": {"const": "Group"},
            **_IDENTITY,
            "member": {**_list(_ref("Agent")), "minItems": 1},
        },
        "objectType",
        oneOf=[*_EXACTLY_ONE, {"required": ["member"]}],
        description="With an identifier, or else with members.",
    ),
    "Actor": {"anyOf": [_ref("Agent"), _ref("Group")]},
    "Activity": _record(
        {
            "objectType": {"const": "Activity"},
            "id": IRI,
            "definition": _ref("Definition"),
        },
        "id",
    ),
    "Definition": _record(
        {
            "name": LANGUAGE_MAP,
            "description": LANGUAGE_MAP,
            "type": IRI,
            "moreInfo": IRI,
            "extensions": EXTENSIONS,
            "interactionType": {"enum": list(INTERACTIONS)},
            "correctResponsesPattern": _list(TEXT),
            **dict.fromkeys(LISTS, _list(_COMPONENT)),
        },
        description="Components go with the interaction type they belong to only.",
    ),
    "StatementRef": _record(
        {"objectType": {"const": "StatementRef"}, "id": UUID_SHAPE}, "objectType", "id"
    ),
    "Score": _record(
        {
            "scaled": {"type": "number", "minimum": -1, "maximum": 1},
            **{key: {"type": "number"} for key in ("raw", "min", "max")},
        },
        description="raw lies between min and max.",
    ),
    "Result": _record(
        {
            "score": _ref("Score"),
            "success": {"type": "boolean"},
            "completion": {"type": "boolean"},
            "response": TEXT,
            "duration": {"type": "string", "format": "duration"},
            "extensions": EXTENSIONS,
        }
    ),
    "Context": _record(
        {
            "registration": UUID_SHAPE,
            "instructor": _ref("Actor"),
            "team": _ref("Group"),
            "contextActivities": _record(
                {
                    key: {"anyOf": [_list(_ref("Activity")), _ref("Activity")]}
                    for key in ROLES
                }
            ),
            "revision": TEXT,
            "platform": TEXT,
            "language": {"type": "string", "examples": ["nl-NL"]},
            "statement": _ref("StatementRef"),
            "extensions": EXTENSIONS,
            "contextAgents": _list(
                _record(
                    {
                        "objectType": {"const": "contextAgent"},
                        "agent": _ref("Agent"),
                        "relevantTypes": {**_list(IRI), "minItems": 1},
                    },
                    "objectType",
                    "agent",
                )
            ),
            "contextGroups": _list(
                _record(
                    {
                        "objectType": {"const": "contextGroup"},
                        "group": _ref("Group"),
                        "relevantTypes": {**_list(IRI), "minItems": 1},
                    },
                    "objectType",
                    "group",
                )
            ),
        },
        description="contextAgents and contextGroups are of 2.0 only.",
    ),
    "Attachment": _record(
        {
            "usageType": IRI,
            "display": LANGUAGE_MAP,
            "description": LANGUAGE_MAP,
            "contentType": TEXT,
            "length": {"type": "integer"},
            "sha2": {"type": "string", "pattern": "^[0-9a-fA-F]{56,128}$"},
            "fileUrl": IRI,
        },
        *("usageType", "display", "contentType", "length", "sha2"),
    ),
    "SubStatement": _record(
        {
            "objectType": {"const": "SubStatement"},
            **_SAID,
            "object": {"anyOf": _OBJECTS},
        },
        *("objectType", "actor", "verb", "object"),
    ),
    "Statement": _record(
        {
            "id": UUID_SHAPE,
            **_SAID,
            "object": {"anyOf": [*_OBJECTS, _ref("SubStatement")]},
            "stored": TIME,
            "authority": _ref("Actor"),
            "version": {"type": "string", "pattern": r"^(1\.0|2\.0)(\.\d+)?$"},
        },
        *("actor", "verb", "object"),
        examples=[
            {
                "actor": {
                    "account": {"homePage": "https://voorbeeld.example", "name": "4711"}
                },
                "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
                "object": {"id": "https://voorbeeld.example/lessen/1"},
            }
        ],
    ),
    "StatementResult": _record(
        {"statements": _list(_ref("Statement")), "more": TEXT}, "statements", "more"
    ),
    "Refusal": _record(
        {
            "error": TEXT,
            "pointer": {"type": "string", "format": "json-pointer"},
        },
        "error",
        description="Why, and where in what was sent (RFC 6901).",
    ),
}

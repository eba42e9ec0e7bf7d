"""The OpenAPI description of every resource, method and parameter. A test holds it to the resources."""

from collections.abc import Iterable
from typing import Any

from elearning.xapi.description.schemas import IRI, SCHEMAS, TIME, UUID_SHAPE
from elearning.xapi.queries.parameters import MOST
from elearning.xapi.resources.calls import MOST_BYTES
from elearning.xapi.resources.versions import SPOKEN

Part = dict[str, Any]
BOOLEAN = {"type": "boolean", "default": False}
REFUSALS = {
    "400": "Not understood: the version, the syntax or a rule.",
    "401": "No valid key and secret.",
    "403": "This credential may not do that.",
    "413": f"More than {MOST_BYTES:,} bytes, or too many statements at once.",
}


def document() -> Part:
    """The whole description, ready to be written as JSON."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Leernetwerk Zelfbeschikking: Learning Record Store",
            "version": SPOKEN[-1],
            "summary": "xAPI 1.0.3 and 2.0 on one address.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/xapi"}],
        "security": [{"basic": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "parameters": {"version": _version()},
            "responses": {
                status: _refusal(reason) for status, reason in REFUSALS.items()
            },
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
        },
    }


def _paths() -> dict[str, Part]:
    return {
        "/about": {"get": _about()},
        "/statements": {
            "get": _statements(),
            "put": _put_statement(),
            "post": _post_statements(),
        },
        "/activities": {
            "get": _reading(
                "An activity with all that is known of it.",
                [_query("activityId", IRI, needed=True)],
                {"$ref": "#/components/schemas/Activity"},
            )
        },
        "/agents": {
            "get": _reading(
                "The Person of an Agent.",
                [_agent(needed=True)],
                {"type": "object"},
            )
        },
        "/activities/state": _documents(
            "stateId",
            [
                _query("activityId", IRI, needed=True),
                _agent(needed=True),
                _query("registration", UUID_SHAPE),
            ],
            all_at_once=True,
        ),
        "/activities/profile": _documents(
            "profileId", [_query("activityId", IRI, needed=True)]
        ),
        "/agents/profile": _documents("profileId", [_agent(needed=True)]),
    }


# --- Statements ------------------------------------------------------------------------------------
def _statements() -> Part:
    filters: dict[str, Part] = {
        "verb": IRI,
        "activity": IRI,
        "registration": UUID_SHAPE,
        "related_activities": BOOLEAN,
        "related_agents": BOOLEAN,
        "since": TIME,
        "until": TIME,
        "limit": {"type": "integer", "minimum": 0, "default": MOST},
        "ascending": BOOLEAN,
        "from": {
            "type": "string",
            "description": "Ours, in `more`: where a page begins.",
        },
        "format": {"enum": ["ids", "exact", "canonical"], "default": "exact"},
        "attachments": BOOLEAN,
        "statementId": UUID_SHAPE,
        "voidedStatementId": UUID_SHAPE,
    }
    made = _reading(
        "One statement by its id, or a page of those that match.",
        [_agent(), *(_query(name, schema) for name, schema in filters.items())],
        {
            "anyOf": [
                {"$ref": "#/components/schemas/StatementResult"},
                {"$ref": "#/components/schemas/Statement"},
            ]
        },
    )
    made["responses"]["404"] = _refusal("There is no such statement.")
    return made


def _put_statement() -> Part:
    return _writing(
        "Store one statement under an id of your own.",
        [_query("statementId", UUID_SHAPE, needed=True)],
        _statement_body({"$ref": "#/components/schemas/Statement"}),
        {"204": {"description": "Stored, or here already and the same."}},
        conflict="Another statement has this id.",
    )


def _post_statements() -> Part:
    one = {"$ref": "#/components/schemas/Statement"}
    ids = {"type": "array", "items": UUID_SHAPE}
    return _writing(
        "Store one or more statements: all of them or none.",
        [],
        _statement_body({"anyOf": [one, {"type": "array", "items": one}]}),
        {
            "200": {
                "description": "Their ids, in the order they were sent.",
                "content": {"application/json": {"schema": ids}},
            }
        },
        conflict="Another statement has one of these ids.",
    )


def _statement_body(schema: Part) -> Part:
    return {
        "required": True,
        "content": {
            "application/json": {"schema": schema},
            "multipart/mixed": {
                "schema": {
                    "type": "string",
                    "description": "The statements first, then each attachment with its"
                    " X-Experience-API-Hash.",
                }
            },
        },
    }


# --- Documents -------------------------------------------------------------------------------------
def _documents(name: str, shelf: list[Part], *, all_at_once: bool = False) -> Part:
    named = [*shelf, _query(name, {"type": "string", "maxLength": 500}, needed=True)]
    since = _query("since", TIME)
    maybe = [*shelf, _query(name, {"type": "string", "maxLength": 500})]
    body = {
        "required": True,
        "content": {"application/json": {"schema": {}}, "*/*": {}},
    }
    done = {"204": {"description": "Done."}}
    made = _reading("One document, or the names of all.", [*maybe, since], {})
    made["responses"]["404"] = _refusal("There is no such document.")
    changing = {
        "put": ("Write a document.", named, body),
        "post": (
            "Put the keys of a JSON object over those of a document.",
            named,
            body,
        ),
        "delete": (
            "Delete a document, or without its name all."
            if all_at_once
            else "Delete one.",
            maybe if all_at_once else named,
            None,
        ),
    }
    return {
        "get": made,
        **{
            method: _writing(
                summary,
                [*parameters, *_preconditions()],
                content,
                done,
                conflict="It is here already, and no precondition was sent.",
                precondition=True,
            )
            for method, (summary, parameters, content) in changing.items()
        },
    }


def _preconditions() -> list[Part]:
    return [
        {"name": name, "in": "header", "schema": {"type": "string"}}
        for name in ("If-Match", "If-None-Match")
    ]


# --- Parts -----------------------------------------------------------------------------------------
def _about() -> Part:
    schema = {
        "type": "object",
        "properties": {"version": {"type": "array", "items": {"type": "string"}}},
    }
    return {
        "summary": "Which versions are spoken; for everyone.",
        "security": [],
        "responses": {
            "200": {
                "description": "The versions.",
                "content": {"application/json": {"schema": schema}},
            }
        },
    }


def _reading(summary: str, parameters: Iterable[Part], schema: Part) -> Part:
    return {
        "summary": summary,
        "parameters": [{"$ref": "#/components/parameters/version"}, *parameters],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "content": {"application/json": {"schema": schema}},
            },
            **_refused("400", "401", "403"),
        },
    }


def _writing(
    summary: str,
    parameters: Iterable[Part],
    body: Part | None,
    done: dict[str, Part],
    *,
    conflict: str,
    precondition: bool = False,
) -> Part:
    late = {"412": _refusal("What is here is not what the precondition says.")}
    return {
        "summary": summary,
        "parameters": [{"$ref": "#/components/parameters/version"}, *parameters],
        **({"requestBody": body} if body else {}),
        "responses": {
            **done,
            **_refused(*REFUSALS),
            "409": _refusal(conflict),
            **(late if precondition else {}),
        },
    }


def _refused(*statuses: str) -> dict[str, Part]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _refusal(reason: str) -> Part:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {
        "description": reason,
        "content": {"application/json": {"schema": schema}},
    }


def _version() -> Part:
    return {
        "name": "X-Experience-API-Version",
        "in": "header",
        "required": True,
        "schema": {"enum": list(SPOKEN)},
    }


def _query(name: str, schema: Part, *, needed: bool = False) -> Part:
    return {"name": name, "in": "query", "required": needed, "schema": schema}


def _agent(*, needed: bool = False) -> Part:
    """An Agent as JSON in a parameter."""
    return {
        "name": "agent",
        "in": "query",
        "required": needed,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Actor"}}
        },
    }

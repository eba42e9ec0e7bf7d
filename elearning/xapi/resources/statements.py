"""The Statements resource (Communication 2.1; 2.0 4.1.6.1)."""

import uuid
from dataclasses import replace
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from elearning.xapi import actions, queries, rules
from elearning.xapi.exceptions import Refused
from elearning.xapi.queries.attachments import contents
from elearning.xapi.queries.parameters import (
    CURSOR,
    StatementQuery,
    check_known,
    optional_uuid,
)
from elearning.xapi.queries.pseudonyms import at_the_door
from elearning.xapi.resources.calls import Call
from elearning.xapi.resources.formats import formatted
from elearning.xapi.resources.gate import resource
from elearning.xapi.validation import Invalid
from elearning.xapi.validation.multipart import Part, is_multipart, join, split


def read(call: Call) -> HttpResponse:
    query = queries.parse_query(call.parameters)
    rules.check_asked(call.tenant_credential, query)
    reader = queries.reader_of(call.tenant_credential)
    if query.agent is not None:
        query = replace(query, agent=at_the_door(call.tenant_credential, query.agent))
    if wanted := query.statement_id or query.voided_id:
        found = queries.statement(reader, wanted, voided=query.voided_id is not None)
        if found is None:
            raise Refused(404, "there is no such statement")
        bodies = formatted([found.body], query.format, reader, call.headers)
        response = _answer(bodies[0], bodies, query, reader)
        response["Last-Modified"] = http_date(found.stored.timestamp())
        return response
    page = queries.statements(reader, query)
    bodies = formatted(page.bodies, query.format, reader, call.headers)
    more = ""
    if page.next_cursor is not None:
        again = urlencode({**call.parameters, CURSOR: page.next_cursor})
        more = f"{reverse('xapi:statements')}?{again}"
    # The bodies are kept as text and go out as text: nothing is parsed to be written again.
    text = f'{{"statements":[{",".join(bodies)}],"more":{msgspec.json.encode(more).decode()}}}'
    return _answer(text, bodies, query, reader)


def _answer(
    text: str, bodies: list[str], query: StatementQuery, reader: queries.Reader
) -> HttpResponse:
    if not query.attachments:
        return HttpResponse(text, content_type="application/json")
    statements = [msgspec.json.decode(body) for body in bodies]
    boundary = uuid.uuid4().hex
    body = join(boundary, text.encode(), contents(reader.tenant, statements))
    return HttpResponse(body, content_type=f'multipart/mixed; boundary="{boundary}"')


def put(call: Call) -> HttpResponse:
    check_known(call.parameters, {"statementId"})
    only = optional_uuid(call.parameters, "statementId")
    if only is None:
        raise Invalid("statementId is needed", "/statementId")
    raw, parts = _sent(call)
    actions.receive_statements(
        by=call.tenant_credential, raw=raw, parts=parts, major=call.major, only=only
    )
    return HttpResponse(status=204)


def post(call: Call) -> HttpResponse:
    check_known(call.parameters, set())
    raw, parts = _sent(call)
    made = actions.receive_statements(
        by=call.tenant_credential,
        raw=raw,
        parts=parts,
        major=call.major,
        new_id=call.new_id,
    )
    return HttpResponse(msgspec.json.encode(made), content_type="application/json")


def _sent(call: Call) -> tuple[bytes, dict[str, Part]]:
    if is_multipart(call.content_type):
        return split(call.content_type, call.body)
    if call.content_type.partition(";")[0].strip().lower() != "application/json":
        raise Invalid("statements come as application/json or multipart/mixed")
    return call.body, {}


statements = resource(
    {"GET": read, "PUT": put, "POST": post},
    scope="statements",
    looks_up_the_key={"POST"},
)

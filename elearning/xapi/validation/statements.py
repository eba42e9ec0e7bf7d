"""One statement, whole: its parts, then what holds between them (xAPI Data 2.4; 2.0: 4.2)."""

from typing import Any

from elearning.xapi.validation import parts
from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.parties import authority, party
from elearning.xapi.validation.shapes import Check, listing, one_of, record, unique_word
from elearning.xapi.validation.words import uuid

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
OBJECTS: dict[str, Check] = {
    "Activity": parts.activity,
    "Agent": party,
    "Group": party,
    "StatementRef": parts.statement_ref,
}
# The version a statement may claim, by the version of the request (Data 2.4.10).
VERSIONS = {1: r"^1\.0(\.\d+)?\Z", 2: r"^(1\.0|2\.0)(\.\d+)?\Z"}
NEEDED = ("actor", "verb", "object")


def check_statement(data: Any, major: int) -> None:
    """Raises `Invalid` unless `data` is a statement of version `major` (1 for 1.0.x, 2 for 2.0.x)."""
    _statements[major](data)


def _object_among(objects: dict[str, Check]) -> Check:
    def check(value: Any) -> None:
        try:
            of_its_kind = objects[value.get("objectType", "Activity")]
        except (AttributeError, KeyError, TypeError):
            raise Invalid("this objectType is unknown here", "/objectType") from None
        of_its_kind(value)

    return check


def _fits_object(said: dict[str, Any]) -> None:
    """Revision and platform only with an Activity (Data 2.4.6)."""
    context = said.get("context")
    if (
        context
        and ("revision" in context or "platform" in context)
        and said["object"].get("objectType", "Activity") != "Activity"
    ):
        raise Invalid("revision and platform belong to an Activity only", "/context")


def _fits_verb(statement: dict[str, Any]) -> None:
    _fits_object(statement)
    if (
        statement["verb"]["id"] == VOIDED
        and statement["object"].get("objectType") != "StatementRef"
    ):
        raise Invalid("what is voided is a StatementRef", "/object")


def _said(major: int, objects: dict[str, Check]) -> dict[str, Check]:
    """What a Statement and a SubStatement share."""
    return {
        "actor": party,
        "verb": parts.verb,
        "object": _object_among(objects),
        "result": parts.result,
        "context": parts.contexts[major],
        "timestamp": parts.timestamps[major],
        "attachments": listing(parts.attachment),
    }


def _substatement(major: int) -> Check:
    """A statement inside a statement: without id, stored, version, authority or another inside it."""
    fields = {"objectType": one_of("SubStatement"), **_said(major, OBJECTS)}
    return record(fields, required=("objectType", *NEEDED), then=_fits_object)


def _statement(major: int) -> Check:
    objects = {**OBJECTS, "SubStatement": _substatement(major)}
    fields = {
        "id": uuid,
        **_said(major, objects),
        "stored": parts.timestamps[major],
        "authority": authority,
        "version": unique_word(VERSIONS[major], "a version that is spoken here"),
    }
    return record(fields, required=NEEDED, then=_fits_verb)


_statements = {major: _statement(major) for major in (1, 2)}

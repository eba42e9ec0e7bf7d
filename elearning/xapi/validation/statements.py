"""One statement, whole: its shape by the type of its object, then what holds between the parts."""

import re
from typing import Any

import msgspec
from msgspec import UNSET

from elearning.xapi.validation import structs
from elearning.xapi.validation.errors import Invalid, from_msgspec
from elearning.xapi.validation.parties import check_authority, check_party
from elearning.xapi.validation.parts import (
    check_activity,
    check_context,
    check_result,
    moment,
)
from elearning.xapi.validation.structs import (
    Activity,
    Context,
    Context2,
    Party,
    Said,
    StatementRef,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
OBJECTS: dict[str, Any] = {
    "Activity": Activity,
    "Agent": Party,
    "Group": Party,
    "StatementRef": StatementRef,
}
STATEMENTS: dict[tuple[str, type], Any] = {
    (kind, context): structs.Statement[OBJECTS.get(kind, Any), context]  # type: ignore[misc]
    for kind in (*OBJECTS, "SubStatement")
    for context in (Context, Context2)
}
SUBSTATEMENTS: dict[tuple[str, type], Any] = {
    (kind, context): structs.SubStatement[found, context]  # type: ignore[valid-type]
    for kind, found in OBJECTS.items()
    for context in (Context, Context2)
}
# The version a statement may claim, by the version of the request (Data 2.4.10).
VERSIONS = {1: re.compile(r"^1\.0(\.\d+)?\Z"), 2: re.compile(r"^(1\.0|2\.0)(\.\d+)?\Z")}
RFC_3339 = re.compile(r"(?:[Zz]|[+\-]\d\d:\d\d)\Z")


def check_statement(data: Any, major: int) -> None:
    """Raises `Invalid` unless `data` is a statement of version `major` (1 for 1.0.x, 2 for 2.0.x)."""
    context = Context2 if major == 2 else Context
    statement = _shaped(data, STATEMENTS, context)
    _check_said(statement, data, "", context)
    if statement.authority is not UNSET:
        check_authority(statement.authority, "/authority")
    if statement.version is not UNSET and not VERSIONS[major].match(statement.version):
        raise Invalid("this version is not spoken here", "/version")
    for name in ("timestamp", "stored"):
        if (text := getattr(statement, name)) is not UNSET:
            _check_timestamp(text, f"/{name}", major)
    if (
        statement.verb.id == VOIDED
        and data["object"].get("objectType") != "StatementRef"
    ):
        raise Invalid("what is voided is a StatementRef", "/object")


def _check_said(
    said: Said[Any, Any], data: dict[str, Any], pointer: str, context: type
) -> None:
    check_party(said.actor, f"{pointer}/actor")
    _check_object(said.object, data["object"], f"{pointer}/object", context)
    if said.result is not UNSET:
        check_result(said.result, f"{pointer}/result")
    if said.context is not UNSET:
        of_activity = isinstance(said.object, Activity)
        check_context(said.context, f"{pointer}/context", of_activity=of_activity)


def _check_object(found: Any, data: Any, pointer: str, context: type) -> None:
    if isinstance(found, Activity):
        check_activity(found, pointer)
    elif isinstance(found, Party):
        check_party(found, pointer)
    elif isinstance(found, dict):
        _check_substatement(data, pointer, context)


def _check_substatement(data: dict[str, Any], pointer: str, context: type) -> None:
    """A statement inside a statement: without id, stored, version, authority or another inside it."""
    try:
        sub = _shaped(data, SUBSTATEMENTS, context)
        _check_said(sub, data, "", context)
        if sub.timestamp is not UNSET:
            _check_timestamp(
                sub.timestamp, "/timestamp", 2 if context is Context2 else 1
            )
    except Invalid as error:
        raise error.under(pointer) from None


def _shaped(data: Any, shapes: dict[tuple[str, type], Any], context: type) -> Any:
    kind = "Activity"
    if isinstance(data, dict) and isinstance(data.get("object"), dict):
        kind = data["object"].get("objectType", kind)
    shape = shapes.get((kind, context)) if isinstance(kind, str) else None
    if shape is None:
        raise Invalid("this objectType is unknown here", "/object/objectType")
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise from_msgspec(error) from None


def _check_timestamp(text: str, pointer: str, major: int) -> None:
    if major == 2 and not RFC_3339.search(text):
        raise Invalid("RFC 3339 wants an offset", pointer)
    moment(text, pointer)

"""A request as the resources see it, whichever syntax it came in."""

import uuid
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from django.http import HttpRequest

from elearning.xapi.exceptions import Refused
from elearning.xapi.models import Credential
from elearning.xapi.resources.patience import patience_with

# What one request may carry. Statements are small; documents and attachments need not be.
MOST_BYTES = 25_000_000
MOST_FIELDS = 50
CHUNK = 1 << 16
# Of the form of the alternate request syntax, what are headers (Communication 1.3).
FORM_HEADERS = {
    name.lower(): name
    for name in (
        "Authorization",
        "X-Experience-API-Version",
        "Content-Type",
        "Content-Length",
        "If-Match",
        "If-None-Match",
        "Accept",
        "Accept-Language",
    )
}
WITH_CONTENT = {"PUT", "POST"}


@dataclass(frozen=True, slots=True)
class Call:
    """`headers` by lower-case name. `major` is 1 or 2; `version` what our answer says it speaks."""

    method: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: bytes
    major: int = 0
    version: str = "0.95"
    credential: Credential | None = None
    made_ids: list[uuid.UUID] = field(default_factory=list)

    def new_id(self) -> uuid.UUID:
        """For a statement that brings none; the same when the call is answered a second time."""
        if not self.made_ids:
            self.made_ids.append(uuid.uuid4())
        return self.made_ids[0]

    @property
    def tenant_credential(self) -> Credential:
        """The one that the gate found. Raises Refused before it did."""
        if self.credential is None:
            raise Refused(401, "a valid key and secret are needed")
        return self.credential

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


def call_of(request: HttpRequest) -> Call:
    """The call in `request`. Raises Refused for one too large or a form that makes no sense."""
    return Call(
        method=request.method or "",
        parameters=_once(
            parse_qsl(request.META["QUERY_STRING"], keep_blank_values=True)
        ),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=_body(request),
    )


def from_form(call: Call) -> Call:
    """The call inside a POST with `?method=` (Communication 1.3): headers and body in a form."""
    if call.method != "POST":
        raise Refused(400, "the parameter method goes with POST")
    if call.parameters.keys() != {"method"}:
        raise Refused(400, "with method, all other parameters are in the form")
    if not call.content_type.startswith("application/x-www-form-urlencoded"):
        raise Refused(400, "with method, the body is a form")
    form = _form(call.body)
    method = call.parameters["method"].upper()
    content = form.pop("content", None)
    if content is None and method in WITH_CONTENT:
        raise Refused(400, "the form has no content")
    headers = {
        low: form.pop(name)
        for name in list(form)
        if (low := name.lower()) in FORM_HEADERS
    }
    headers.setdefault("content-type", "application/json")
    return replace(
        call,
        method=method,
        parameters=form,
        headers={**call.headers, **headers},
        body=(content or "").encode(),
    )


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=bool(body),
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        raise Refused(400, "the form cannot be read") from None
    return _once(pairs)


def _once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(400, "a parameter stands twice")
    if any("\0" in text for pair in pairs for text in pair):
        raise Refused(400, "the character U+0000 cannot be kept")
    return found


def _body(request: HttpRequest) -> bytes:
    """The body, read no further than the most we take, announced or not, and no longer."""
    length = request.META.get("CONTENT_LENGTH") or ""
    announced = int(length) if length.isdigit() else 0
    if announced > MOST_BYTES:
        raise Refused(413, f"a request has at most {MOST_BYTES} bytes")
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    stream = request.META["wsgi.input"] if chunked else request
    parts, total = [], 0
    with patience_with(request):
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            if total > MOST_BYTES:
                raise Refused(413, f"a request has at most {MOST_BYTES} bytes")
            parts.append(chunk)
    if not chunked and total < announced:
        raise Refused(400, "the body is shorter than Content-Length says")
    return b"".join(parts)

"""A form that came at the wrong moment, kept on the page so that it can be sent again as it was."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

# Never put into a page again: whoever passes by could read them in it.
_SECRET = re.compile(r"password|passphrase|token|secret|(^|_)code$")
_LONGEST = 20_000  # characters that a page shows back of one field
_OURS = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class SentForm:
    """Where it was sent and with what, the pressed button among it: names and values in order."""

    action: str
    fields: list[tuple[str, str]]


def sent_form(request: HttpRequest) -> SentForm | None:
    """What `request` posted; None when it cannot be sent again from a page.

    A browser does not let a page fill in a file, and a secret must not stand in one.
    """
    names = [name for name in request.POST if name != _OURS]
    if request.FILES or any(_is_secret(name) for name in names):
        return None
    return SentForm(
        action=request.get_full_path(),
        fields=[(name, v) for name in names for v in request.POST.getlist(name)],
    )


def written_text(request: HttpRequest) -> list[str]:
    """What a person wrote in words, to be shown back: no secret, and no value of a choice."""
    return [
        value[:_LONGEST]
        for name, values in request.POST.lists()
        if not _is_secret(name)
        for value in values
        if len(value.split()) > 1
    ]


def _is_secret(name: str) -> bool:
    return _SECRET.search(name.lower()) is not None


def is_sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it; False when it says nothing.

    Source: Fetch Metadata, `Sec-Fetch-Site`, which no page can set; `Origin` for older browsers.
    """
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()

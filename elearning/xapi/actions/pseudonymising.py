"""Statements whose people get a pseudonym before anything of them is stored."""

from typing import Any

import msgspec

from elearning.xapi.models import Credential
from elearning.xapi.queries.pseudonyms import at_the_door
from elearning.xapi.validation import Invalid
from elearning.xapi.validation.attachments import attachments_in
from elearning.xapi.validation.renaming import with_parties
from elearning.xapi.validation.signatures import SIGNATURE

encoder = msgspec.json.Encoder()
members = msgspec.json.Decoder(dict[str, msgspec.Raw])


def refuse_signed(statement: dict[str, Any], pointer: str) -> None:
    """Raises Invalid for a signed statement: changed, its signature would no longer be right."""
    for place, attachment in attachments_in(statement):
        if attachment["usageType"] == SIGNATURE:
            raise Invalid(
                "this credential stores people under a pseudonym, and a signed statement"
                " cannot be changed: send it unsigned",
                pointer + place,
            )


def pseudonymised(
    by: Credential, statement: dict[str, Any], text: bytes
) -> tuple[dict[str, Any], bytes]:
    """The valid `statement` and its text with a pseudonym for each of its people.

    What names nobody stays letter for letter. The authority is filled in afterwards.
    """
    found = with_parties(statement, lambda party: at_the_door(by, party))
    changed = {
        name: value for name, value in found.items() if value is not statement[name]
    }
    return found, encoder.encode({**members.decode(text), **changed})

"""Who may do what in the store."""

import base64
import binascii
import uuid
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.core import clock
from elearning.xapi.enums import WIDE, Scope
from elearning.xapi.exceptions import Refused
from elearning.xapi.models import Credential, hash_secret
from elearning.xapi.queries.credentials import credential_with
from elearning.xapi.queries.identities import pseudonym_ifi
from elearning.xapi.queries.parameters import StatementQuery
from elearning.xapi.validation import ifi_of

# Which scopes open which resource, for reading and for writing (Communication 4.2).
READING = {
    "statements": (Scope.STATEMENTS_READ, Scope.STATEMENTS_READ_MINE, Scope.ALL_READ),
    "state": (Scope.STATE,),
    "profile": (Scope.PROFILE,),
}
WRITING = {
    "statements": (Scope.STATEMENTS_WRITE,),
    "state": (Scope.STATE,),
    "profile": (Scope.PROFILE,),
}
LONGEST_READING = timedelta(days=366)
# Between the key of a credential for sessions and until when the session lasts.
SESSION = "."
NOBODY = Credential(secret_hash=hash_secret(""))


def may_read(credential: Credential, what: str) -> bool:
    return credential.may(*READING[what])


def may_write(credential: Credential, what: str) -> bool:
    return credential.may(*WRITING[what])


def credential_of(
    header: str, *, find: Callable[[str], Credential | None] = credential_with
) -> Credential | None:
    """The valid credential that an `Authorization: Basic …` header names, or None.

    An unknown key costs the same comparison as a wrong secret. `find` gives what is behind a key.
    """
    pair = _pair(header)
    if pair is None:
        return None
    key, secret = pair
    name, is_session, until = key.partition(SESSION)
    credential = find(name)
    if is_session:
        opens = (credential or NOBODY).opens_session_with(until, secret)
    else:
        opens = (credential or NOBODY).opens_with(secret)
    if credential is None or not opens or credential.is_over:
        return None
    return credential


def why_closed(header: str) -> tuple[Credential | None, str]:
    """Whose key a header names that opened nothing, and why; for administrators, not the sender."""
    pair = _pair(header)
    if pair is None:
        return None, "no key and secret were sent"
    name, is_session, _until = pair[0].partition(SESSION)
    credential = Credential.objects.filter(key=name).first()
    if credential is None:
        return None, "there is no such key"
    if credential.revoked_at is not None:
        return credential, "the key is revoked"
    if credential.is_over:
        return credential, "the key has had its last day"
    if is_session:
        return credential, "the session is over, or the secret is not that of it"
    return credential, "the secret is not that of the key"


def wide_reading_problem(
    scopes: Collection[str], purpose: str, expires_on: date | None
) -> tuple[str, str] | None:
    """The field and the reason why such a key cannot be given out, or None (ADR 0021)."""
    if WIDE.isdisjoint(scopes):
        return None
    if set(scopes) - WIDE:
        return "scopes", _("A key that reads widely does nothing else.")
    if not purpose.strip():
        return "purpose", _("Say for what purpose it reads more than it wrote itself.")
    if expires_on is None or expires_on > clock.today() + LONGEST_READING:
        return "expires_on", _("Give reading widely a last day, within a year.")
    return None


def check_asked(credential: Credential, query: StatementQuery) -> None:
    """Raises Refused when a reader with names of its own asks for somebody or one statement.

    Who knows a person by another name, or a statement by its id, would learn her name here.
    """
    asked = (query.agent, query.registration, query.statement_id, query.voided_id)
    if credential.reads_widely and any(one is not None for one in asked):
        raise Refused(
            403,
            "a key that reads widely asks for no agent, registration or statement by its id",
        )


def check_party(credential: Credential, party: dict[str, Any]) -> None:
    """Raises Refused when the credential may not speak of or ask for this Agent or Group."""
    if credential.reads_widely:
        raise Refused(403, "a key that reads widely asks for no agent")
    if credential.actor and ifi_of(party) != pseudonym_ifi(credential.actor):
        raise Refused(403, "this key is for the actor of its session only")


def check_registration(credential: Credential, registration: uuid.UUID | None) -> None:
    """Raises Refused when the credential is for another registration than this one."""
    own = credential.registration
    if own is not None and registration != own:
        raise Refused(403, "this key is for the registration of its session only")


def check_statement_of(credential: Credential, statement: dict[str, Any]) -> None:
    """Raises Refused for a statement of somebody else than a session is of."""
    if credential.is_for_sessions:
        check_party(credential, statement["actor"])
        found = statement.get("context", {}).get("registration")
        check_registration(credential, uuid.UUID(found) if found else None)


def _pair(header: str) -> tuple[str, str] | None:
    scheme, _space, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        key, _colon, secret = (
            base64.b64decode(coded, validate=True).decode().partition(":")
        )
    except (binascii.Error, UnicodeDecodeError):
        return None
    return None if "\0" in key else (key, secret)


def may_look_inside(user: User) -> bool:
    """Whether `user` sees what is in the store, and what was refused: administrators only."""
    return user.is_active and user.is_superuser


def may_manage_forwarding(user: User) -> bool:
    """Whether `user` says where statements go, and sees how far that is: administrators only."""
    return user.is_active and user.is_superuser


def may_manage_credentials(user: User) -> bool:
    """Whether `user` makes and revokes keys for other systems: administrators only."""
    return user.is_active and user.is_superuser

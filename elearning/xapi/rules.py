"""Who may do what in the store."""

import base64
import binascii

from elearning.accounts.models import User
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, hash_secret
from elearning.xapi.queries.credentials import credential_with

# Which scopes open which resource, for reading and for writing (Communication 4.2).
READING = {
    "statements": (Scope.STATEMENTS_READ, Scope.STATEMENTS_READ_MINE, Scope.ALL_READ),
    "state": (Scope.STATE, Scope.ALL_READ),
    "profile": (Scope.PROFILE, Scope.ALL_READ),
}
WRITING = {
    "statements": (Scope.STATEMENTS_WRITE,),
    "state": (Scope.STATE,),
    "profile": (Scope.PROFILE,),
}


NOBODY = Credential(secret_hash=hash_secret(""))


def may_read(credential: Credential, what: str) -> bool:
    return credential.may(*READING[what])


def may_write(credential: Credential, what: str) -> bool:
    return credential.may(*WRITING[what])


def credential_of(header: str) -> Credential | None:
    """The valid credential that an `Authorization: Basic …` header names, or None.

    An unknown key costs the same comparison as a wrong secret.
    """
    pair = _pair(header)
    if pair is None:
        return None
    key, secret = pair
    credential = credential_with(key)
    opens = (credential or NOBODY).opens_with(secret)
    if credential is None or not opens or credential.is_over:
        return None
    return credential


def why_closed(header: str) -> tuple[Credential | None, str]:
    """Whose key a header names that opened nothing, and why; for administrators, not the sender."""
    pair = _pair(header)
    if pair is None:
        return None, "no key and secret were sent"
    credential = Credential.objects.filter(key=pair[0]).first()
    if credential is None:
        return None, "there is no such key"
    if credential.revoked_at is not None:
        return credential, "the key is revoked"
    if credential.is_over:
        return credential, "the key has had its last day"
    return credential, "the secret is not that of the key"


def _pair(header: str) -> tuple[str, str] | None:
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        key, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return None if "\0" in key else (key, secret)


def may_look_inside(user: User) -> bool:
    """Whether `user` sees what is in the store, and what was refused: administrators only."""
    return user.is_active and user.is_superuser


def may_manage_credentials(user: User) -> bool:
    """Whether `user` makes and revokes keys for other systems: administrators only."""
    return user.is_active and user.is_superuser

"""Who may read the store."""

import base64
import binascii
import hmac

from elearning.core import clock
from elearning.xapi.models import Credential, hash_secret


def credential_of(header: str) -> Credential | None:
    """The valid credential that an `Authorization: Basic …` header names, or None.

    An unknown key costs the same comparison as a wrong secret.
    """
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        key, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    credential = Credential.objects.filter(key=key, revoked_at__isnull=True).first()
    stored = credential.secret_hash if credential else hash_secret("")
    if not hmac.compare_digest(stored, hash_secret(secret)) or credential is None:
        return None
    if credential.expires_on is not None and credential.expires_on < clock.today():
        return None
    return credential

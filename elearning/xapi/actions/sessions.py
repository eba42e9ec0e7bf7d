"""Short-lived keys for what runs in a learner's browser: cmi5 units, H5P (ADR 0024)."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from elearning.core import clock
from elearning.core.exceptions import InvalidRequest
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, hash_secret, session_secret
from elearning.xapi.rules import SESSION

LONGEST = timedelta(hours=24)
SCOPES = (
    Scope.STATEMENTS_WRITE,
    Scope.STATEMENTS_READ_MINE,
    Scope.STATE,
    Scope.PROFILE,
)


@dataclass(frozen=True, slots=True)
class SessionKey:
    """What Basic authentication takes, and until when; `credential` is whose words they become."""

    credential: Credential
    key: str
    secret: str
    until: datetime


def make_session_key(
    *, actor: uuid.UUID, registration: uuid.UUID, tenant: uuid.UUID, lasts: timedelta
) -> SessionKey:
    """A key for one session of a pseudonym and registration, of at most 24 hours.

    All sessions of a registration are of one credential, so a later one goes on with the states of
    an earlier. It writes, reads and asks about that actor and registration only. Nobody is named as
    who made it: an audit line would join a person to a pseudonym. Raises InvalidRequest for a longer
    session, and when the credential was revoked.
    """
    if not timedelta(0) < lasts <= LONGEST:
        raise InvalidRequest(_("A session lasts 24 hours at most."))
    credential, _made = Credential.objects.get_or_create(
        tenant=tenant,
        actor=actor,
        registration=registration,
        defaults={
            "key": secrets.token_urlsafe(15),
            # Nobody has this one: it only goes into the secrets of the sessions.
            "secret_hash": hash_secret(secrets.token_urlsafe(32)),
            "label": "session",
            "scopes": list(SCOPES),
        },
    )
    if credential.is_over:
        raise InvalidRequest(_("This key is no longer valid. Make a new one."))
    until = (clock.now() + lasts).replace(microsecond=0)
    seconds = str(int(until.timestamp()))
    return SessionKey(
        credential,
        f"{credential.key}{SESSION}{seconds}",
        session_secret(credential.key, seconds, credential.secret_hash),
        until,
    )

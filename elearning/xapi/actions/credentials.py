"""Keys for other systems that read the store."""

import secrets
import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.core import clock
from elearning.core.exceptions import InvalidRequest
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, hash_secret
from elearning.xapi.rules import wide_reading_problem

LONGEST_OVERLAP = timedelta(days=7)


@transaction.atomic
def make_credential(
    *,
    by: User | None,
    label: str,
    tenant: uuid.UUID,
    scopes: Collection[Scope] = (Scope.STATEMENTS_READ_MINE,),
    purpose: str = "",
    expires_on: date | None = None,
    pseudonymises: bool = False,
    origins: Collection[str] = (),
    calls_per_minute: int | None = None,
) -> tuple[Credential, str]:
    """A new credential and its secret, which is shown this once and cannot be found again.

    It is of `tenant` (an organisation's UUID or `PLATFORM_TENANT`) and reads what it wrote itself;
    with a scope of `WIDE` what the tenant recorded, masked, which needs a `purpose` and a last day
    within a year (ADR 0021). With `pseudonymises`, whoever it names is stored under a pseudonym;
    signed statements are refused. Raises InvalidRequest.
    """
    if problem := wide_reading_problem(scopes, purpose, expires_on):
        raise InvalidRequest(problem[1])
    secret = secrets.token_urlsafe(32)
    credential = Credential.objects.create(
        key=secrets.token_urlsafe(15),
        secret_hash=hash_secret(secret),
        label=label,
        tenant=tenant,
        scopes=list(scopes),
        purpose=purpose,
        expires_on=expires_on,
        pseudonymises=pseudonymises,
        origins=list(origins),
        calls_per_minute=calls_per_minute,
    )
    audit(by=by, action="make_credential", subject=credential, scopes=" ".join(scopes))
    return credential, secret


@transaction.atomic
def rotate_credential(
    *, by: User | None, credential: Credential, overlap: timedelta = timedelta(0)
) -> str:
    """A new secret, shown this once; the old one still opens for `overlap`, at most seven days.

    Raises InvalidRequest for a credential that is over, or a longer overlap.
    """
    credential = _locked(credential)
    if credential.is_over:
        raise InvalidRequest(_("This key is no longer valid. Make a new one."))
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise InvalidRequest(_("The old secret may hold for seven days at most."))
    secret = secrets.token_urlsafe(32)
    credential.old_secret_hash = credential.secret_hash if overlap else ""
    credential.old_secret_until = clock.now() + overlap if overlap else None
    credential.secret_hash = hash_secret(secret)
    credential.save(
        update_fields=["secret_hash", "old_secret_hash", "old_secret_until"]
    )
    audit(by=by, action="rotate_credential", subject=credential)
    return secret


@transaction.atomic
def revoke_credential(*, by: User | None, credential: Credential) -> None:
    """From the next call on it opens nothing; what it wrote stays. Twice is once."""
    credential = _locked(credential)
    if credential.revoked_at is None:
        credential.revoked_at = clock.now()
        credential.save(update_fields=["revoked_at"])
        audit(by=by, action="revoke_credential", subject=credential)


def _locked(credential: Credential) -> Credential:
    return Credential.objects.select_for_update().get(pk=credential.pk)

"""Keys for other systems that read the store."""

import secrets
import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction

from elearning.accounts.actions.audit import audit
from elearning.accounts.models import User
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential, hash_secret


@transaction.atomic
def make_credential(
    *,
    by: User | None,
    label: str,
    tenant: uuid.UUID,
    scopes: Collection[Scope] = (Scope.STATEMENTS_READ,),
    expires_on: date | None = None,
    pseudonymises: bool = False,
) -> tuple[Credential, str]:
    """A new credential and its secret, which is shown this once and cannot be found again.

    It reads the statements of `tenant` (an organisation's UUID or `PLATFORM_TENANT`) only. With
    `pseudonymises`, whoever it names is stored under a pseudonym; signed statements are refused.
    """
    secret = secrets.token_urlsafe(32)
    credential = Credential.objects.create(
        key=secrets.token_urlsafe(15),
        secret_hash=hash_secret(secret),
        label=label,
        tenant=tenant,
        scopes=list(scopes),
        expires_on=expires_on,
        pseudonymises=pseudonymises,
    )
    audit(by=by, action="make_credential", subject=credential, scopes=" ".join(scopes))
    return credential, secret

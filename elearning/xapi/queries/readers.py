"""On whose behalf the store is read, and so what is there for them."""

import uuid
from dataclasses import dataclass
from typing import Any

from elearning.xapi.models import Credential


@dataclass(frozen=True, slots=True)
class Reader:
    """`credential` is set when only what that credential wrote is there.

    With `names`, people, registrations and statements go by other names, made for this reader, and
    what is sensitive is not there (ADR 0021).
    """

    tenant: uuid.UUID
    credential: int | None = None
    names: uuid.UUID | None = None

    @property
    def filter(self) -> dict[str, Any]:
        mine = {} if self.credential is None else {"credential_id": self.credential}
        return {"tenant": self.tenant, **mine}


def reader_of(credential: Credential) -> Reader:
    """What the credential wrote itself; of one that reads widely, what its tenant has, masked."""
    if credential.reads_widely:
        return Reader(credential.tenant, names=credential.authority)
    return Reader(credential.tenant, credential.pk)

"""On whose behalf the store is read, and so what is there for them."""

import uuid
from dataclasses import dataclass
from typing import Any

from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential


@dataclass(frozen=True, slots=True)
class Reader:
    """`credential` is set when only what that credential wrote is there."""

    tenant: uuid.UUID
    credential: int | None = None

    @property
    def filter(self) -> dict[str, Any]:
        mine = {} if self.credential is None else {"credential_id": self.credential}
        return {"tenant": self.tenant, **mine}


def reader_of(credential: Credential) -> Reader:
    """Statements of the whole tenant, or of this credential only."""
    if credential.may(Scope.STATEMENTS_READ, Scope.ALL_READ):
        return Reader(credential.tenant)
    return Reader(credential.tenant, credential.pk)

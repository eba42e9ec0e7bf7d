"""A statement as somebody who did not write it gets it (ADR 0021 and 0022)."""

import uuid
from dataclasses import dataclass
from typing import Any

from elearning.core.ids import secret_uuid
from elearning.xapi.queries.pseudonyms import pseudonymous
from elearning.xapi.statements import extension_iri
from elearning.xapi.validation import ifi_of
from elearning.xapi.validation.renaming import with_parties

ONLY_IN_2 = ("contextAgents", "contextGroups")


@dataclass(frozen=True, slots=True)
class Mask:
    """Names by a keyed hash of `names`, which is one reader's: two readers cannot join what they hold.

    `with_response` leaves answers in; without `with_2`, what only 2.0 knows goes.
    """

    names: uuid.UUID
    with_response: bool = False
    with_2: bool = True

    def over(self, said: dict[str, Any], tenant: uuid.UUID) -> dict[str, Any]:
        """The statement of `tenant` with other ids, registration and people.

        Gone are attachments, extensions but our own, and the response unless it was asked for. The
        authority stays: it is a system.
        """
        made = with_parties(said, self._person)
        if "authority" in said:
            made = {**made, "authority": said["authority"]}
        made = self._pruned(made)
        if made["object"].get("objectType") == "SubStatement":
            made["object"] = self._pruned(made["object"])
        made["id"] = self._statement(tenant, said["id"])
        named: dict[str, Any] = self._with_references(tenant, made)
        return named

    def _person(self, party: dict[str, Any]) -> dict[str, Any]:
        ifi = ifi_of(party)
        if ifi is None:
            return {key: party[key] for key in ("objectType", "member") if key in party}
        return pseudonymous(party, str(secret_uuid("reader-agent", self.names, ifi)))

    def _statement(self, tenant: uuid.UUID, statement_id: str) -> str:
        known = uuid.UUID(statement_id)
        return str(secret_uuid("reader-id", self.names, tenant, known))

    def _registration(self, registration: str) -> str:
        known = uuid.UUID(registration)
        return str(secret_uuid("reader-run", self.names, known))

    def _pruned(self, made: dict[str, Any]) -> dict[str, Any]:
        found = {name: value for name, value in made.items() if name != "attachments"}
        if "result" in found:
            found["result"] = self._result(found["result"])
        if "context" in found:
            found["context"] = self._context(found["context"])
        return found

    def _result(self, result: dict[str, Any]) -> dict[str, Any]:
        found = _own_extensions(result)
        if not self.with_response:
            found.pop("response", None)
        return found

    def _context(self, context: dict[str, Any]) -> dict[str, Any]:
        found = _own_extensions(context)
        if "registration" in found:
            found["registration"] = self._registration(found["registration"])
        if not self.with_2:
            found = {key: one for key, one in found.items() if key not in ONLY_IN_2}
        return found

    def _with_references(self, tenant: uuid.UUID, value: Any) -> Any:
        """References to other statements follow those under their names for this reader."""
        if not isinstance(value, dict):
            return value
        if value.get("objectType") == "StatementRef":
            return {**value, "id": self._statement(tenant, value["id"])}
        return {key: self._with_references(tenant, one) for key, one in value.items()}


def _own_extensions(part: dict[str, Any]) -> dict[str, Any]:
    found = dict(part)
    ours = {
        iri: value
        for iri, value in found.pop("extensions", {}).items()
        if iri.startswith(extension_iri(""))
    }
    return {**found, "extensions": ours} if ours else found

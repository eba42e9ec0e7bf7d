"""The keys of other systems as the CMS lists them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.accounts.models import Organisation
from elearning.xapi.enums import Scope
from elearning.xapi.models import Credential


@dataclass(frozen=True, slots=True)
class Listed:
    """`whose` is the organisation's name; `is_valid` is False once revoked or expired."""

    credential: Credential
    whose: str

    @property
    def may(self) -> list[str]:
        """What it may do, in words."""
        return [str(Scope(one).label) for one in self.credential.scopes]

    @property
    def is_valid(self) -> bool:
        return not self.credential.is_over


def listed_credentials() -> list[Listed]:
    """All keys but those for sessions, the valid ones first and the newest first among them. Two queries."""
    found = list(Credential.objects.filter(actor=None).order_by("-made_at", "-pk"))
    tenants = {credential.tenant for credential in found}
    names = dict(
        Organisation.objects.filter(uuid__in=tenants).values_list("uuid", "name")
    )
    listed = [
        Listed(one, names.get(one.tenant, _("The platform itself"))) for one in found
    ]
    return sorted(listed, key=lambda one: not one.is_valid)

from elearning.accounts.models.audit import AuditEvent
from elearning.accounts.models.mail import OutgoingMail
from elearning.accounts.models.organisations import (
    Accreditation,
    Membership,
    Organisation,
    Programme,
    Region,
)
from elearning.accounts.models.pseudonyms import IdentityLink
from elearning.accounts.models.users import User

__all__ = [
    "Accreditation",
    "AuditEvent",
    "IdentityLink",
    "Membership",
    "Organisation",
    "OutgoingMail",
    "Programme",
    "Region",
    "User",
]

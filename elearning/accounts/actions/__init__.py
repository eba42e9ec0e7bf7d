from elearning.accounts.actions.audit import audit
from elearning.accounts.actions.pseudonyms import identity_link

__all__ = ["audit", "identity_link"]

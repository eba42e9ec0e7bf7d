from elearning.accounts.actions.audit import audit
from elearning.accounts.actions.people import change_name, delete_account
from elearning.accounts.actions.pseudonyms import identity_link

__all__ = ["audit", "change_name", "delete_account", "identity_link"]

from elearning.xapi.actions.credentials import make_credential
from elearning.xapi.actions.recording import record

__all__ = ["make_credential", "record"]

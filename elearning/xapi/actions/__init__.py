from elearning.xapi.actions.attachments import drop_loose_attachments
from elearning.xapi.actions.credentials import (
    make_credential,
    revoke_credential,
    rotate_credential,
)
from elearning.xapi.actions.documents import (
    Conditions,
    SentDocument,
    delete_document,
    delete_documents,
    merge_document,
    put_document,
)
from elearning.xapi.actions.erasing import (
    continue_erasure,
    erase_person,
    erase_user,
    finish_erasures,
)
from elearning.xapi.actions.expiring import expire_statements
from elearning.xapi.actions.forwarding import (
    forward,
    make_target,
    offer_again,
    pause_target,
    resume_target,
    send_again,
    targets_due,
)
from elearning.xapi.actions.looking import search_statements
from elearning.xapi.actions.partitions import make_partitions
from elearning.xapi.actions.receiving import receive_statements
from elearning.xapi.actions.recording import record, record_all
from elearning.xapi.actions.refusing import forget_refusals, note_refusal
from elearning.xapi.actions.sessions import SessionKey, make_session_key
from elearning.xapi.actions.using import use

__all__ = [
    "Conditions",
    "SentDocument",
    "SessionKey",
    "continue_erasure",
    "delete_document",
    "delete_documents",
    "drop_loose_attachments",
    "erase_person",
    "erase_user",
    "expire_statements",
    "finish_erasures",
    "forget_refusals",
    "forward",
    "make_credential",
    "make_partitions",
    "make_session_key",
    "make_target",
    "merge_document",
    "note_refusal",
    "offer_again",
    "pause_target",
    "put_document",
    "receive_statements",
    "record",
    "record_all",
    "resume_target",
    "revoke_credential",
    "rotate_credential",
    "search_statements",
    "send_again",
    "targets_due",
    "use",
]

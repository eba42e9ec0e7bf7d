from elearning.xapi.actions.credentials import make_credential
from elearning.xapi.actions.documents import (
    Conditions,
    SentDocument,
    delete_document,
    delete_documents,
    merge_document,
    put_document,
)
from elearning.xapi.actions.partitions import make_partitions
from elearning.xapi.actions.receiving import receive_statements
from elearning.xapi.actions.recording import record

__all__ = [
    "Conditions",
    "SentDocument",
    "delete_document",
    "delete_documents",
    "make_credential",
    "make_partitions",
    "merge_document",
    "put_document",
    "receive_statements",
    "record",
]

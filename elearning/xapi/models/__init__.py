from elearning.xapi.models.care import Erasure, LooseAttachment, StatementAttachment
from elearning.xapi.models.credentials import Credential, hash_secret, session_secret
from elearning.xapi.models.documents import Document
from elearning.xapi.models.forwarding import DeadLetter, ForwardTarget
from elearning.xapi.models.links import (
    StatementActivity,
    StatementAgent,
    StatementId,
    StatementReference,
    Voiding,
)
from elearning.xapi.models.refusals import Refusal
from elearning.xapi.models.statements import (
    Activity,
    ActivityDefinition,
    Agent,
    CurrentTransactionId,
    Statement,
    TransactionIdField,
    Verb,
)

__all__ = [
    "Activity",
    "ActivityDefinition",
    "Agent",
    "Credential",
    "CurrentTransactionId",
    "DeadLetter",
    "Document",
    "Erasure",
    "ForwardTarget",
    "LooseAttachment",
    "Refusal",
    "Statement",
    "StatementActivity",
    "StatementAgent",
    "StatementAttachment",
    "StatementId",
    "StatementReference",
    "TransactionIdField",
    "Verb",
    "Voiding",
    "hash_secret",
    "session_secret",
]

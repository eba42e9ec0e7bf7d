import hashlib
from typing import ClassVar

from django.db import models
from django.db.models.expressions import Func

from elearning.core import clock
from elearning.xapi.enums import Scope


class TransactionIdField(models.Field):  # type: ignore[type-arg]  # generic in the stubs only
    """PostgreSQL's `xid8`: which transaction wrote the row; rollups use it as their watermark (7)."""

    def db_type(self, connection: object) -> str:
        return "xid8"


class CurrentTransactionId(Func):
    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = TransactionIdField()


class Verb(models.Model):
    iri = models.CharField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.iri


class Activity(models.Model):
    iri = models.CharField(max_length=500, unique=True)
    type_iri = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.iri


class Statement(models.Model):
    """One xAPI statement, its text exactly as it was made (architecture, 5 and 6).

    `id` grows with arrival and is the order of storing; `uuid` is the statement's own id, unique
    within a tenant: the organisation of the enrolment, or the platform.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField()
    tenant = models.UUIDField()
    verb = models.ForeignKey(Verb, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    actor = models.UUIDField(db_index=True)
    registration = models.UUIDField(null=True, db_index=True)
    timestamp = models.DateTimeField()
    stored = models.DateTimeField(default=clock.now, db_index=True)
    transaction = TransactionIdField(db_default=CurrentTransactionId(), editable=False)
    body = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "uuid"], name="statement_unique_in_tenant"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["transaction", "id"], name="statement_by_transaction"),
            models.Index(fields=["tenant", "id"], name="statement_by_tenant"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


def hash_secret(secret: str) -> str:
    """SHA-256 is enough, and fast: the secret is 256 random bits, not a person's password."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Credential(models.Model):
    """A key and secret by which another system reads; the secret itself is shown once and not kept."""

    key = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64)
    label = models.CharField(max_length=120)
    tenant = models.UUIDField()
    scope = models.CharField(
        max_length=30, choices=Scope.choices, default=Scope.STATEMENTS_READ
    )
    made_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key

from typing import ClassVar

from django.db import models
from django.db.models.expressions import Func

from elearning.core import clock
from elearning.xapi.models.credentials import Credential


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
    """An activity's id; what a tenant calls it is in its `ActivityDefinition`."""

    iri = models.CharField(max_length=500, unique=True)
    type_iri = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.iri


class Agent(models.Model):
    """An Agent or identified Group, by its one identifier (validation.ifi_of)."""

    # SHA-256 of `ifi`, which can be longer than an index takes.
    digest = models.BinaryField(max_length=32, unique=True)
    ifi = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)


class ActivityDefinition(models.Model):
    """What all statements of a tenant together say of an activity, language by language."""

    pk = models.CompositePrimaryKey("tenant", "activity_id")
    tenant = models.UUIDField()
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    definition = models.JSONField()

    def __str__(self) -> str:
        return str(self.activity_id)


class Statement(models.Model):
    """One xAPI statement, its text exactly as it was made (architecture, 5 and 6).

    `id` is the time of storing in milliseconds and a serial number (queries.keys), and so the
    order of storing; the table is partitioned by it, a month a partition. `uuid` is the
    statement's own id, unique within a tenant: the organisation of the enrolment, or the platform.
    `StatementId` holds that.
    """

    id = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField()
    tenant = models.UUIDField()
    verb = models.ForeignKey(Verb, models.PROTECT, related_name="+")
    # None for a statement about an Agent, a SubStatement or another statement.
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", null=True)
    # Our pseudonym; for what others send, made from the actor's identifier.
    actor = models.UUIDField()
    registration = models.UUIDField(null=True)
    timestamp = models.DateTimeField()
    stored = models.DateTimeField(default=clock.now)
    transaction = TransactionIdField(db_default=CurrentTransactionId(), editable=False)
    # Who sent it from outside; None for our own.
    credential = models.ForeignKey(
        Credential, models.PROTECT, related_name="+", null=True, db_index=False
    )
    body = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["transaction", "id"], name="statement_by_transaction"),
            models.Index(fields=["tenant", "id"], name="statement_by_tenant"),
            models.Index(fields=["tenant", "verb", "id"], name="statement_by_verb"),
            models.Index(
                fields=["registration", "id"], name="statement_by_registration"
            ),
            models.Index(fields=["actor", "id"], name="statement_by_actor"),
            models.Index(
                fields=["credential", "id"],
                name="statement_by_credential",
                condition=models.Q(credential__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

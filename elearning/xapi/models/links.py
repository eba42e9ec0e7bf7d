"""By what statements are found. The database writes these in the statement's own INSERT.

No foreign keys to the statement: checking them would cost as much as the rows, and one INSERT
writes both.
"""

from typing import ClassVar

from django.db import models

from elearning.xapi.models.statements import Activity, Agent


class StatementId(models.Model):
    """What a partitioned table cannot promise: a statement's id once within a tenant."""

    pk = models.CompositePrimaryKey("tenant", "uuid")
    tenant = models.UUIDField()
    uuid = models.UUIDField()
    statement = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.uuid)


class StatementAgent(models.Model):
    """`direct`: as actor or object, or a member of one; else anywhere (`related_agents`)."""

    pk = models.CompositePrimaryKey("agent_id", "direct", "statement")
    agent = models.ForeignKey(
        Agent, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    direct = models.BooleanField()
    statement = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.agent_id} {self.statement}"


class StatementActivity(models.Model):
    """`direct`: as object; else anywhere (`related_activities`)."""

    pk = models.CompositePrimaryKey("activity_id", "direct", "statement")
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    direct = models.BooleanField()
    statement = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.activity_id} {self.statement}"


class StatementReference(models.Model):
    """A statement and every statement it points at, also through others."""

    pk = models.CompositePrimaryKey("tenant", "target", "statement")
    tenant = models.UUIDField()
    target = models.UUIDField()
    statement = models.BigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["tenant", "statement"], name="reference_by_statement")
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.target}"


class Voiding(models.Model):
    """What has been voided, also before it arrived (Data 2.3.2), by whoever wrote it.

    `credential` is 0 for ourselves: nobody else can void what the platform recorded.
    """

    pk = models.CompositePrimaryKey("tenant", "target", "credential")
    tenant = models.UUIDField()
    target = models.UUIDField()
    credential = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.target)

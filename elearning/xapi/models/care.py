"""What the store needs to forget: which contents statements name, and who is being erased."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from elearning.core import clock


class StatementAttachment(models.Model):
    """A statement that names the content of this hash; the content itself is in the storage."""

    pk = models.CompositePrimaryKey("tenant", "sha2", "statement")
    tenant = models.UUIDField()
    sha2 = models.CharField(max_length=128)
    statement = models.BigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["statement"], name="attachment_by_statement")
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.sha2}"


class LooseAttachment(models.Model):
    """A content that lost a statement: deleted soon, unless another statement names it."""

    pk = models.CompositePrimaryKey("tenant", "sha2")
    tenant = models.UUIDField()
    sha2 = models.CharField(max_length=128)

    def __str__(self) -> str:
        return self.sha2


class Erasure(models.Model):
    """One person while she is being erased. The row itself goes when that is done.

    `names` gives for each of her identifiers (`ifi_of`) the name that stands in its place in
    statements that stay; `agents` are the numbers of those identifiers. `cursor` is the key of the
    last statement that was looked at.
    """

    begun_at = models.DateTimeField(default=clock.now)
    names = models.JSONField()
    agents = ArrayField(models.BigIntegerField())
    cursor = models.BigIntegerField(default=-1)
    # When all statements had been looked at; once more after that, for what was then on its way.
    passed_at = models.DateTimeField(null=True)
    deleted = models.IntegerField(default=0)
    unlinked = models.IntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)

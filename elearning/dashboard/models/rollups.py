"""What the statements say, added up. Made from `xapi.Statement` alone and can be made again.

Each table is bounded by a product of small dimensions, or by learners x the items they met, never
by the number of statements (architecture, 7). No foreign keys to dimensions: rows are written by
one SQL statement a table, and an organisation that is gone leaves its counts.
"""

from django.db import models

from elearning.core import clock
from elearning.dashboard.enums import ItemKind
from elearning.xapi.models import TransactionIdField


class Watermark(models.Model):
    """Up to which transaction the statements are in the rollups; one row."""

    transaction = TransactionIdField()
    statements = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_watermark")
        ]

    def __str__(self) -> str:
        return str(self.transaction)


class VerbRollup(models.Model):
    """Statements per month, tenant and verb."""

    month = models.DateField()
    tenant = models.UUIDField()
    verb_id = models.IntegerField()
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "tenant", "verb_id"], name="verb_rollup_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.verb_id}: {self.count}"


class ModuleRollup(models.Model):
    """Statements about modules per month, module, verb, region and programme."""

    month = models.DateField()
    activity_id = models.IntegerField()
    verb_id = models.IntegerField()
    region = models.CharField(max_length=50, blank=True)
    programme = models.UUIDField(null=True)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "activity_id", "verb_id", "region", "programme"],
                nulls_distinct=False,
                name="module_rollup_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.activity_id}: {self.count}"


class ItemRollup(models.Model):
    """Answers and results per month, question or test: how many, how many right, sum of scores."""

    month = models.DateField()
    activity_id = models.IntegerField()
    count = models.BigIntegerField(default=0)
    successes = models.BigIntegerField(default=0)
    score = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "activity_id"], name="item_rollup_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.activity_id}: {self.successes}/{self.count}"


class MonthLearner(models.Model):
    """Who was active in a month: distinct learners do not add up, so they are kept as a set."""

    month = models.DateField()
    tenant = models.UUIDField()
    actor = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "tenant", "actor"], name="month_learner_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.actor}"


class LearnerItem(models.Model):
    """How far one registration is with one path, module, case, test or question.

    The days are the first of the month in which it happened: `first_month` for the first statement,
    `done_month` for finished or passed, `missed_month` for a first wrong answer or a test not passed.
    """

    registration = models.UUIDField()
    activity_id = models.IntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    code = models.CharField(max_length=60)
    actor = models.UUIDField(db_index=True)
    tenant = models.UUIDField()
    programme = models.UUIDField(null=True)
    first_statement = models.BigIntegerField()
    first_month = models.DateField()
    done_month = models.DateField(null=True)
    missed_month = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "activity_id"], name="learner_item_unique"
            )
        ]
        indexes = [models.Index(fields=["kind", "code"], name="learner_item_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

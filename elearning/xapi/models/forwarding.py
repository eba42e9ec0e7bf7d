"""Where statements are forwarded to, how far that is, and what a target refused (ADR 0022)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from elearning.core import clock
from elearning.xapi.enums import Kind
from elearning.xapi.models.statements import TransactionIdField


def default_kinds() -> list[str]:
    return [Kind.OWN]


class ForwardTarget(models.Model):
    """Another Learning Record Store that is sent statements, under pseudonyms of its own.

    Its key and secret stand under `name` in `XAPI_FORWARD_SECRETS`, never here. The cursor is
    (`transaction`, `statement`) of the last statement that was dealt with.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.SlugField(max_length=60, unique=True)
    endpoint = models.URLField(max_length=500)
    version = models.CharField(max_length=10, default="1.0.3")
    purpose = models.CharField(max_length=500)
    # The tenant whose statements go there; None for all.
    tenant = models.UUIDField(null=True)
    kinds = ArrayField(models.CharField(max_length=20), default=default_kinds)
    # Empty for all; else IRIs.
    verbs = ArrayField(models.CharField(max_length=500), default=list)
    activity_types = ArrayField(models.CharField(max_length=500), default=list)
    with_response = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    paused_at = models.DateTimeField(null=True)

    transaction = TransactionIdField(default="0")
    statement = models.BigIntegerField(default=-1)
    # Which database cluster the cursor counts the transactions of.
    cluster = models.BigIntegerField(null=True)
    sent = models.BigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class DeadLetter(models.Model):
    """A statement that a target refused for what it says; it waits until somebody sends it again."""

    target = models.ForeignKey(ForwardTarget, models.CASCADE, related_name="dead")
    # The statement's key and id here; no foreign key, as in all links.
    statement = models.BigIntegerField()
    uuid = models.UUIDField()
    # Its status and nothing of its text, which can repeat the statement.
    reason = models.CharField(max_length=200)
    attempts = models.IntegerField(default=1)
    refused_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("target", "statement", name="dead_letter_once")
        ]

    def __str__(self) -> str:
        return str(self.uuid)

import hashlib
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from elearning.core import clock
from elearning.xapi.enums import Scope


def hash_secret(secret: str) -> str:
    """SHA-256 is enough, and fast: the secret is 256 random bits, not a person's password."""
    return hashlib.sha256(secret.encode()).hexdigest()


def default_scopes() -> list[str]:
    return [Scope.STATEMENTS_READ]


class Credential(models.Model):
    """A key and secret by which another system speaks to us; the secret itself is not kept."""

    key = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64)
    # Its name as the authority of statements; the key is nobody's business.
    authority = models.UUIDField(default=uuid.uuid4, unique=True)
    label = models.CharField(max_length=120)
    tenant = models.UUIDField()
    scopes = ArrayField(
        models.CharField(max_length=30, choices=Scope.choices), default=default_scopes
    )
    # Whoever it names gets a pseudonym of ours before anything is stored.
    pseudonymises = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key

    def may(self, *scopes: Scope) -> bool:
        """Whether one of `scopes` was given out, or all of it."""
        return not {Scope.ALL, *scopes}.isdisjoint(self.scopes)

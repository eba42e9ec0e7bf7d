import hashlib
import hmac
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac

from elearning.core import clock
from elearning.xapi.enums import WIDE, Scope


def hash_secret(secret: str) -> str:
    """SHA-256 is enough, and fast: the secret is 256 random bits, not a person's password."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_secret(key: str, until: str, secret_hash: str) -> str:
    """The secret of the short-lived key `key.until`: made again to be compared, never kept."""
    said = f"{key}.{until}.{secret_hash}"
    return salted_hmac("xapi session", said, algorithm="sha256").hexdigest()


def default_scopes() -> list[str]:
    return [Scope.STATEMENTS_READ_MINE]


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
    # Why it reads more than it wrote itself; see `reads_widely`.
    purpose = models.CharField(max_length=500, blank=True)
    # For sessions of one person and one registration only, both pseudonyms (ADR 0024).
    actor = models.UUIDField(null=True, blank=True)
    registration = models.UUIDField(null=True, blank=True)
    # Whoever it names gets a pseudonym of ours before anything is stored.
    pseudonymises = models.BooleanField(default=False)
    # Sites whose scripts may speak with this credential, such as "https://cursus.example".
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # Calls a minute; empty is XAPI_CALLS_PER_MINUTE, nought is no limit.
    calls_per_minute = models.PositiveIntegerField(null=True, blank=True)
    # The secret before the last rotation, which still opens until then.
    old_secret_hash = models.CharField(max_length=64, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    # To the minute; a call within the same one does not write it again.
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    # Which version of the row was read, as PostgreSQL tells them apart, where this process
    # remembers it; whoever uses what is remembered lets the database look whether it is still that.
    seen: str | None = None

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="wide_reading_has_a_purpose_and_an_end",
                condition=~models.Q(scopes__overlap=sorted(WIDE))
                | (models.Q(expires_on__isnull=False) & ~models.Q(purpose="")),
            ),
            models.UniqueConstraint(
                name="one_credential_for_the_sessions_of_a_registration",
                fields=["tenant", "actor", "registration"],
            ),
            models.CheckConstraint(
                name="sessions_are_of_an_actor_and_a_registration",
                condition=models.Q(actor__isnull=True, registration__isnull=True)
                | models.Q(actor__isnull=False, registration__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def opens_with(self, secret: str) -> bool:
        """Whether `secret` is the one, or the one before it within its last days."""
        sent = hash_secret(secret)
        fits = hmac.compare_digest(self.secret_hash, sent)
        fitted = hmac.compare_digest(self.old_secret_hash or "-" * 64, sent)
        old_holds = self.old_secret_until and clock.now() < self.old_secret_until
        return fits or bool(fitted and old_holds)

    def opens_session_with(self, until: str, secret: str) -> bool:
        """Whether `secret` is that of a session that lasts until `until` (seconds since 1970)."""
        made = session_secret(self.key, until, self.secret_hash)
        fits = hmac.compare_digest(made, secret)
        lasts = until.isdecimal() and int(until) > clock.now().timestamp()
        return fits and lasts and self.is_for_sessions

    @property
    def is_over(self) -> bool:
        """Revoked, or past its last day."""
        expired = self.expires_on is not None and self.expires_on < clock.today()
        return expired or self.revoked_at is not None

    @property
    def reads_widely(self) -> bool:
        """Whether it reads what others of its tenant recorded, under names of its own (ADR 0021)."""
        return not WIDE.isdisjoint(self.scopes)

    @property
    def is_for_sessions(self) -> bool:
        """Whether it opens with the short-lived keys of one person's sessions only (ADR 0024)."""
        return self.actor is not None

    def may(self, *scopes: Scope) -> bool:
        """Whether one of `scopes` was given out, or all of it."""
        return not {Scope.ALL, *scopes}.isdisjoint(self.scopes)

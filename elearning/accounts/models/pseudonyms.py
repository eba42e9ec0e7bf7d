import uuid

from django.conf import settings
from django.db import models

from elearning.core import clock


class IdentityLink(models.Model):
    """The only table that joins a person and an enrolment to xAPI (architecture, 7d).

    `actor` is the same in all rows of one person; `registration` is one per subject. A subject is
    the UUID of an enrolment, or empty for what a person does outside one. Both are random, so a
    statement leads back to a person through this table or not at all.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="identity_links"
    )
    subject = models.UUIDField(null=True)
    actor = models.UUIDField(db_index=True)
    registration = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject"],
                nulls_distinct=False,
                name="identity_link_unique",
            )
        ]

    def __str__(self) -> str:
        return str(self.registration)

"""Abstract models that every app may build on. No tables of its own."""

import uuid

from django.db import models

from elearning.core import clock


class OutwardModel(models.Model):
    """A row that is named outside by a random UUID; `id` stays inside (style, names)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class TimestampedModel(models.Model):
    """Knows when it was made and last changed, by the project's clock."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

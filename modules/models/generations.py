"""Which transaction changed published content last."""

from django.db import models


class ContentGeneration(models.Model):
    """One row, written by the database's own triggers at the commit of a change (migration 0006).

    `generation` is the number of that transaction: it never comes back.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    generation = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.generation)

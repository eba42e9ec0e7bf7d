from django.db import models
from django.db.models import Q

from elearning.core import clock
from elearning.dashboard.enums import CellState, Figure


class ClosedPeriod(models.Model):
    """A month whose figures are frozen. Never opened again (architecture, 7b).

    `settings` keeps with which threshold and rounding, so that a later change of them is seen.
    """

    month = models.DateField(unique=True)
    closed_at = models.DateTimeField(default=clock.now)
    settings = models.JSONField(default=dict)

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class FrozenCell(models.Model):
    """One figure of one place at the end of a closed period, as every reader will always see it.

    A place is a path x region x organisation, each empty for all of them. `base` and `count` are
    rounded and empty when hidden. `as_of` is the month whose figures these are: an earlier one when
    they changed for too few people. `exact` holds the unrounded figures of a shown cell, for
    comparison at the next closing only; no query hands it out.
    """

    period = models.ForeignKey(ClosedPeriod, models.CASCADE, related_name="cells")
    figure = models.CharField(max_length=16, choices=Figure.choices)
    subject = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=50, blank=True)
    organisation = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=CellState.choices)
    base = models.PositiveIntegerField(null=True)
    count = models.PositiveIntegerField(null=True)
    as_of = models.DateField(null=True)
    exact = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "period",
                    "figure",
                    "subject",
                    "path",
                    "region",
                    "organisation",
                ],
                nulls_distinct=False,
                name="frozen_cell_unique",
            ),
            models.CheckConstraint(
                condition=~Q(state=CellState.HIDDEN)
                | Q(base=None, count=None, as_of=None, exact=None),
                name="hidden_cell_holds_nothing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "organisation", "region"], name="frozen_cell_by_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.figure} {self.subject}: {self.state}"

"""Months, each named by its first day."""

from datetime import date


def first_of_next(month: date) -> date:
    """The first day of the month after `month`."""
    year, number = divmod(month.year * 12 + month.month, 12)
    return date(year, number + 1, 1)

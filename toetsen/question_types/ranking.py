"""Putting things in order: what the types with places share.

A response says of each key its place, 1 for the first; also when some have none, or two have one.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsen.question_types.base import Empty, Form, known

Places = dict[str, int]
SCRIPT = "themes/js/sortable.js"


def name(key: str) -> str:
    """The name of the field with the place of `key`."""
    return f"place_{key}"


def read(form: Form, keys: Sequence[str]) -> Places | Empty:
    """Raises InvalidRequest for a place that there is not."""
    if not any(name(key) in form for key in keys):
        return Empty.NOT_SENT
    numbers = [str(number) for number in range(1, len(keys) + 1)]
    given = {key: form.get(name(key)) for key in keys}
    placed = {k: int(known(place, numbers)) for k, place in given.items() if place}
    return placed or Empty.CLEARED


def rows(labels: Mapping[str, str], places: Mapping[str, int]) -> list[dict[str, str]]:
    """For `select_rows`, in the order of `labels`."""
    return [
        {"name": name(key), "label": label, "selected": str(places.get(key, ""))}
        for key, label in labels.items()
    ]


def numbers(count: int) -> list[dict[str, str]]:
    return [{"value": str(n), "label": str(n)} for n in range(1, count + 1)]


def hint() -> str:
    return _("Give each its own place. 1 is the first.")


def complaint(places: Mapping[str, int], count: int) -> str:
    missing = count - len(places)
    if missing:
        return ngettext(
            "One has no place yet. The rest is saved.",
            "%(number)s have no place yet. The rest is saved.",
            missing,
        ) % {"number": missing}
    if len(set(places.values())) < count:
        return _("Some have the same place. Give each its own. What you gave is saved.")
    return ""


def in_places(places: Mapping[str, int]) -> list[str]:
    """The keys that have a place, the first one first."""
    return sorted(places, key=lambda key: places[key])


def agreement(places: Mapping[str, int], ranks: Mapping[str, float]) -> float:
    """How well `places` follow `ranks` (the least first): Kendall's tau, and 0.0 instead of less.

    Of all pairs with different ranks, those in the right order minus those in the wrong one, as a
    share (M. G. Kendall, "A new measure of rank correlation", Biometrika 30, 1938). A pair that is
    not placed, or twice at the same place, earns nothing. One thing put too early costs its pairs,
    and not every place after it.
    """
    pairs = [(a, b) for a, b in combinations(ranks, 2) if ranks[a] != ranks[b]]
    earned = sum(
        _sign(places[b] - places[a]) * _sign(ranks[b] - ranks[a])
        for a, b in pairs
        if a in places and b in places
    )
    return max(0.0, earned / len(pairs))


@cache
def guess(count: int) -> float:
    """The mean of `agreement` over all orders of `count` things with different ranks.

    By the number of orders with so many pairs in the wrong order (Mahonian numbers).
    """
    orders = [1]
    for n in range(2, count + 1):
        longer = [0] * (len(orders) + n - 1)
        for wrong, ways in enumerate(orders):
            for shift in range(n):
                longer[wrong + shift] += ways
        orders = longer
    pairs = count * (count - 1) // 2
    earned = sum(ways * max(0, pairs - 2 * k) for k, ways in enumerate(orders))
    return earned / (pairs * sum(orders))


def form(keys: Sequence[str]) -> dict[str, list[str]]:
    """What the page sends for this order."""
    return {name(key): [str(place)] for place, key in enumerate(keys, start=1)}


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)

"""Every region with its organisations."""

import uuid
from collections.abc import Iterable

from elearning.accounts.models import Organisation, Region
from elearning.dashboard.places import NO_REGION


def geography(seen: Iterable[uuid.UUID] = ()) -> dict[str, list[uuid.UUID]]:
    """Organisations by the code of their region.

    Those in no region, and tenants of `seen` that are no organisation (any more), are at
    `NO_REGION`. Two queries.
    """
    found: dict[str, list[uuid.UUID]] = {
        code: [] for code in Region.objects.values_list("code", flat=True)
    }
    found[NO_REGION] = []
    rows = list(Organisation.objects.order_by("pk").values_list("uuid", "region__code"))
    for key, region in rows:
        found[region or NO_REGION].append(key)
    known = {key for key, _ in rows}
    found[NO_REGION] += sorted(set(seen) - known)
    return found

"""A case of 40 scenes goes out: the publish check, the page and the frozen version."""

import time
from statistics import median

from tests.bench.registry import Figure
from tests.factories.cases import draft_case_page, large_case

TIMES = 5


def publishing() -> list[Figure]:
    """Each time something else is in the case, so that nothing of it was worked out before."""
    page = draft_case_page(large_case(), slug="groot-uit", code="groot-uit")
    took = []
    for number in range(TIMES):
        page.scenes[0].value["title"] = f"Titel {number}"
        began = time.perf_counter()
        page.save_revision().publish()
        took.append(time.perf_counter() - began)
        page.refresh_from_db()
    remark = f"slowest of {TIMES}: {max(took):.2f} s"
    return [
        Figure("publishing a case of 40 scenes, median", median(took), 1, "s", remark)
    ]

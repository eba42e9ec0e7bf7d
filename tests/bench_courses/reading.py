"""A lesson as a slow phone opens it: how soon it can be used, whether it jumps, what came over the wire.

Chromium with a processor slowed four times, an empty cache and a new process for the page, at 390 px, before the
site as `make run` serves it. The heaviest lessons by their own HTML; each five times. Usable as in "time to
interactive": all its scripts have run, and no task of over 50 ms came in the second after the last one. A page
with nothing in it goes through the same beside them: what the browser and the machine take for themselves.
"""

import time
from dataclasses import dataclass
from statistics import median

from tests.bench.registry import Figure
from tests.bench_courses.opening import BYTES, Reader, longest_lessons, reader

SLOWER = 4
LESSONS, TIMES = 3, 5
QUIET_MS = 1000
# Answered by the same server, without style and script.
NOTHING = "/xapi/about"
# Kept by the page itself, from before anything else runs in it: what moved, and what kept it busy.
WATCH = """
window.moved = 0; window.busyUntil = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.busyUntil = one.startTime + one.duration;
}).observe({type: "longtask", buffered: true});
"""
# The moment from which a press is answered: all scripts have run and no task of over 50 ms goes on.
ASK = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  return {
    usable: Math.max(page.domContentLoadedEventEnd, window.busyUntil),
    answered: page.responseEnd,
    stood: performance.now() - Math.max(page.loadEventEnd, window.busyUntil),
    moved: window.moved,
  };
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one opening was like: milliseconds, the sum of layout shifts, bytes."""

    usable: float
    answered: float
    stood: float
    moved: float
    bytes: int


def reading() -> list[Figure]:
    with reader() as learner:
        addresses = longest_lessons(learner.client)[-LESSONS:]
        _open(learner, addresses[0])
        nothing = [_open(learner, NOTHING) for _ in range(TIMES)]
        seen = [_open(learner, address) for address in addresses for _ in range(TIMES)]
    return _figures(seen, nothing)


def _figures(seen: list[Seen], nothing: list[Seen]) -> list[Figure]:
    usable = [one.usable / 1000 for one in seen]
    remark = (
        f"slowest {max(usable):.2f} s; the answer itself after "
        f"{median(one.answered for one in seen) / 1000:.2f} s, a page with nothing in it after "
        f"{median(one.usable for one in nothing) / 1000:.2f} s"
    )
    heaviest = max(one.bytes for one in seen) / 1000
    return [
        Figure(
            "lesson usable on a CPU 4 x slower, median", median(usable), 1, "s", remark
        ),
        Figure("the same lesson, layout shift", max(one.moved for one in seen), 0, ""),
        Figure("the same, over the wire with an empty cache", heaviest, 150, "kB"),
    ]


def _open(learner: Reader, address: str) -> Seen:
    """RuntimeError when the page never stands still."""
    with learner.opening(address, slower=SLOWER, script=WATCH) as tab:
        tab.wait_for_load_state("load")
        for _ in range(10):
            # Nothing is asked of the page meanwhile: to ask keeps it busy for longer than a long task.
            time.sleep(2 * QUIET_MS / 1000)
            seen = Seen(**tab.evaluate(ASK), bytes=tab.evaluate(BYTES))
            if seen.stood > QUIET_MS:
                return seen
    raise RuntimeError(f"{address}: still busy after a long time")

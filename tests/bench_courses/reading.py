"""A lesson as a slow phone opens it: how soon it can be used, whether it jumps, what came over the wire.

Chromium with a processor slowed four times and an empty cache, at 390 px, before the site as `make run` serves
it, compression and all. The heaviest lessons by their own HTML; each three times.
"""

from dataclasses import dataclass
from statistics import median

from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from modules.models import LessonPage, PathPage
from tests.bench.registry import Figure
from tests.bench.server import web_server
from tests.bench_courses.editor import chromium
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory

SLOWER = 4
LESSONS, TIMES = 3, 3
PHONE = {"width": 390, "height": 844}
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
  const parts = performance.getEntriesByType("resource");
  const media = /\\.(png|jpe?g|webp|avif|mp3|mp4|ogg|webm)(\\?|$)/;
  return {
    usable: Math.max(page.domContentLoadedEventEnd, window.busyUntil),
    answered: page.responseEnd,
    moved: window.moved,
    bytes: page.transferSize + parts.filter((one) => !media.test(one.name))
      .reduce((sum, one) => sum + one.transferSize, 0),
  };
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one opening was like: milliseconds, the sum of layout shifts, bytes."""

    usable: float
    answered: float
    moved: float
    bytes: int


def reading() -> list[Figure]:
    call_command("load_curriculum", verbosity=0)
    user = UserFactory()
    for path in PathPage.objects.live():
        EnrolmentFactory(user=user, path_key=path.key)
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    addresses = _heaviest(client)
    with web_server() as (port, _master), sync_playwright() as playwright:
        browser = chromium(playwright)
        base = f"http://127.0.0.1:{port}"
        _open(browser, base, session, addresses[0])
        seen = [
            _open(browser, base, session, address)
            for address in addresses
            for _ in range(TIMES)
        ]
        browser.close()
    return _figures(seen)


def _figures(seen: list[Seen]) -> list[Figure]:
    usable = [one.usable / 1000 for one in seen]
    remark = (
        f"slowest {max(usable):.2f} s; the answer itself after "
        f"{median(one.answered for one in seen) / 1000:.2f} s"
    )
    heaviest = max(one.bytes for one in seen) / 1000
    return [
        Figure(
            "lesson usable on a CPU 4 x slower, median", median(usable), 1, "s", remark
        ),
        Figure("the same lesson, layout shift", max(one.moved for one in seen), 0, ""),
        Figure("the same, over the wire with an empty cache", heaviest, 150, "kB"),
    ]


def _heaviest(client: Client) -> list[str]:
    """The addresses of the longest published lessons that anybody may open at once."""
    sizes = {
        page.url: len(client.get(page.url).content)
        for page in LessonPage.objects.live().filter(sensitive=False)
    }
    return sorted(sizes, key=sizes.__getitem__)[-LESSONS:]


def _open(browser: Browser, base: str, session: str, address: str) -> Seen:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    context.add_init_script(WATCH)
    tab = context.new_page()
    context.new_cdp_session(tab).send(
        "Emulation.setCPUThrottlingRate", {"rate": SLOWER}
    )
    answer = tab.goto(base + address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address}: {answer and answer.status}")
    seen = Seen(**tab.evaluate(ASK))
    context.close()
    return seen

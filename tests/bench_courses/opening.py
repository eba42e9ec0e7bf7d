"""Pages as a browser opens them for the first time, before the site as `make run` serves it.

What comes over the wire is what this browser was sent, packed as it was sent: the page, styles, scripts, fonts and
icons. Only media does not count: pictures, sound and film.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from modules.models import LessonPage, PathPage
from tests.bench.server import web_server
from tests.bench_courses.editor import chromium
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory

PHONE = {"width": 390, "height": 844}
BYTES = """() => {
  const media = /\\.(png|jpe?g|webp|avif|gif|mp3|mp4|ogg|webm)(\\?|$)/;
  return ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
    .filter((one) => !media.test(one.name)).reduce((sum, one) => sum + one.transferSize, 0);
}"""


@dataclass(frozen=True, slots=True)
class Reader:
    """A learner on every path, in a browser that has kept nothing of the site."""

    client: Client
    browser: Browser
    base: str

    @contextmanager
    def opening(
        self, address: str, *, slower: int = 1, script: str = ""
    ) -> Iterator[Page]:
        """The page with all that came with it, on a phone whose processor is so many times slower.

        `script` runs in it before anything else. RuntimeError when it is not there.
        """
        context = self.browser.new_context(
            viewport=PHONE, is_mobile=True, has_touch=True
        )
        session = self.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.base}])
        context.add_init_script(script)
        tab = context.new_page()
        context.new_cdp_session(tab).send(
            "Emulation.setCPUThrottlingRate", {"rate": slower}
        )
        answer = tab.goto(self.base + address, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{address}: {answer and answer.status}")
        yield tab
        context.close()


@contextmanager
def reader() -> Iterator[Reader]:
    """Of the whole curriculum, which is loaded here."""
    call_command("load_curriculum", verbosity=0)
    user = UserFactory()
    for path in PathPage.objects.live():
        EnrolmentFactory(user=user, path_key=path.key)
    client = Client()
    client.force_login(user)
    with web_server() as (port, _master), sync_playwright() as playwright:
        browser = chromium(playwright)
        yield Reader(client, browser, f"http://127.0.0.1:{port}")
        browser.close()


def longest_lessons(client: Client) -> list[str]:
    """The addresses of the published lessons that open at once, by the length of their HTML."""
    sizes = {
        page.url: len(client.get(page.url).content)
        for page in LessonPage.objects.live().filter(sensitive=False)
    }
    return sorted(sizes, key=sizes.__getitem__)

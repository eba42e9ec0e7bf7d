"""The editor of a case of 40 scenes and the form of one of its scenes, in Chromium.

From the request until the page is loaded and the last field of its form is there.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.registry import Figure
from tests.factories.cases import draft_case_page, large_case
from tests.factories.editorial import make_editor

TIMES = 5
# Playwright keeps an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def editor() -> list[Figure]:
    page = draft_case_page(large_case(), slug="groot-vorm", code="groot-vorm")
    page.save_revision()
    client = Client()
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    edit = f"/cms/pages/{page.pk}/edit/"
    scene = f"/cms/casus/{page.pk}/scene/{page.scenes[3].id}/"
    with _server() as base, sync_playwright() as playwright:
        browser = chromium(playwright)
        tab = browser.new_context().new_page()
        tab.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        figures = [
            _figure(
                "editor of a case of 40 scenes", tab, base + edit, ".case-scenes a"
            ),
            _figure(
                "form of one of its scenes",
                tab,
                base + scene,
                '[name="scene-0-value-choices-2-value-marker"]',
            ),
        ]
        browser.close()
    return figures


def _figure(name: str, tab: Page, address: str, last: str) -> Figure:
    took = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        tab.goto(address, wait_until="load")
        tab.locator(last).last.wait_for(state="attached")
        took.append(time.perf_counter() - began)
    # The first also fetches scripts and fills caches.
    remark = f"first {took[0]:.2f} s, slowest after {max(took[1:]):.2f} s"
    return Figure(f"{name}, median", median(took[1:]), 1.5, "s", remark)


def chromium(playwright) -> Browser:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return playwright.chromium.launch(executable_path=path, args=arguments)


@contextmanager
def _server() -> Iterator[str]:
    """A threaded server in this process, with the static files."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        connections.close_all()

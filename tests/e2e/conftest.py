"""A real Chromium against a real, threaded server; the servers behind it are real as well.

Every test finds the same world: the curriculum is loaded and nobody is in it. It makes its own
people with the factories, as any other test. What a test leaves behind is gone before the next one:
the database is put back from a copy, which is quicker than emptying its tables. The curriculum is
loaded once for all processes of a run.

    page, phone           a page on a desk (1280 x 900) and on a phone (390 x 844)
    page_without_js       the same desk, without JavaScript
    page_either_way       runs the test twice, with and without JavaScript
    open_page(...)        another browser: for a second person, or a second device
    sign_in(page, user)   skips the login form
    axe(page)             finds nothing wrong with the page, or the test fails

A request to another host, an error in the console, an exception in a script and a violation of the
Content-Security-Policy each fail the test, in whatever page it happened.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)
from pytest_django import DjangoDbBlocker

from tests import databases

# Playwright keeps an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SCREENS = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
}
ARGUMENTS = [
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
OWN_HOSTS = {"localhost", "127.0.0.1"}
OWN_SCHEMES = {"data", "blob", "about"}
OpenPage = Callable[..., Page]


# --- The world that every test starts from -----------------------------------------------------
WORLD = "world_of_browser_tests"


@pytest.fixture(scope="session")
def _world_copy(database_before: str, django_db_blocker: DjangoDbBlocker) -> str:
    """A database with the curriculum in it; loading takes half a minute, so once for all processes."""
    with django_db_blocker.unblock():
        databases.make_once(WORLD, lambda: call_command("load_curriculum", verbosity=0))
    return WORLD


@pytest.fixture
def committed_db(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """As for other tests; but the next test here brings its own world, so nothing is put back."""
    with django_db_blocker.unblock():
        cache.clear()
        yield


@pytest.fixture(autouse=True, scope="module")
def _put_back(
    database_before: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """After the last test of a file, for tests that are not in a browser."""
    yield
    with django_db_blocker.unblock():
        databases.copy(database_before, databases.name())


@pytest.fixture(autouse=True)
def _world(_world_copy: str, committed_db: None) -> None:
    databases.copy(_world_copy, databases.name())


@pytest.fixture
def _django_db_helper() -> None:
    """No transaction around a browser test: the server would not see what is in it."""


@pytest.fixture(autouse=True)
def _live_server_helper(live_server: object) -> Iterator[None]:
    live_server._live_server_modified_settings.enable()
    yield
    live_server._live_server_modified_settings.disable()


# --- The browser ------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def base_url(live_server: object) -> str:
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The Chromium that the runner found; without its word one on the PATH, else Playwright's."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {"args": ARGUMENTS, **({"executable_path": path} if path else {})}


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, object]:
    return {"base_url": base_url, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


# Wagtail asks every few seconds who else is editing. After a page is sent in, its author may no
# longer edit it, and a question that is under way then gets 404: the editor writes that down.
WHO_ELSE_EDITS = "/cms/editing-sessions/ping/"


class Guard:
    """Watches what a context does; `complaints` is empty after a good test."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.navigations: set[str] = set()

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add(f"exception: {error.error}"))

    def _request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.navigations.add(request.url)
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.hostname not in OWN_HOSTS:
            self._add(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if (
            message.type != "error"
            or WHO_ELSE_EDITS in message.text + message.location["url"]
        ):
            return
        # A test took the connection away, to see what the page makes of it.
        if "net::ERR_INTERNET_DISCONNECTED" in message.text:
            return
        # A page that answers 404 or 422 on purpose is also written to the console.
        answered = message.text.startswith(
            "Failed to load resource: the server responded"
        )
        if not (answered and message.location["url"] in self.navigations):
            self._add(f"console: {message.text} ({message.location['url']})")

    def _add(self, complaint: str) -> None:
        self.complaints.append(complaint)


@pytest.fixture
def guard() -> Iterator[Guard]:
    watcher = Guard()
    yield watcher
    assert watcher.complaints == []


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], guard: Guard):
    """Playwright's own, on a desk unless told otherwise, and watched."""

    def make(**options: object) -> BrowserContext:
        context = new_context(**{"viewport": DESK, **options})
        guard.watch(context)
        return context

    return make


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext]) -> OpenPage:
    """`open_page(screen="desk" or "phone", javascript=True, **options)`: a browser of its own."""

    def open_(
        *, screen: str = "desk", javascript: bool = True, **options: object
    ) -> Page:
        chosen = {**SCREENS[screen], "java_script_enabled": javascript, **options}
        return new_context(**chosen).new_page()

    return open_


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(screen="phone")


@pytest.fixture
def page_without_js(open_page: OpenPage) -> Page:
    return open_page(javascript=False)


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def page_either_way(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    return open_page(javascript=request.param)


@pytest.fixture(params=["desk", "phone"])
def page_on_each_screen(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    return open_page(screen=request.param)


@pytest.fixture
def sign_in(base_url: str) -> Callable[[Page, object], None]:
    """`sign_in(page, user)`: the page's browser has the session of somebody who logged in."""

    def sign_in_(page: Page, user: object) -> None:
        client = Client()
        client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": base_url}]
        )

    return sign_in_


LAY_OUT = """
    document.querySelectorAll(".block").forEach(
        (block) => { block.style.contentVisibility = "visible"; })
"""


# --- Accessibility ----------------------------------------------------------------------------
@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: every rule of axe-core; contrast that it could not measure is wrong as well."""

    def scan(page: Page) -> None:
        # From the top: a bar that lies over a text hides from axe what is behind it.
        page.evaluate("scrollTo(0, 0)")
        # What is laid out when one comes near lies for axe in one heap below the screen.
        page.evaluate(LAY_OUT)
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
        unsure = [
            rule for rule in found["incomplete"] if rule["id"] == "color-contrast"
        ]
        faults = [_fault(rule) for rule in (*found["violations"], *unsure)]
        assert faults == [], "\n".join([page.url, *faults])

    return scan


def _fault(rule: dict) -> str:
    places = [str(node["target"][0]) for node in rule["nodes"]]
    reasons = {
        node.get("failureSummary", "").replace("\n", " ") for node in rule["nodes"]
    }
    return f"{rule['id']}: {rule['help']}: {', '.join(places)}: {' / '.join(sorted(reasons))}"

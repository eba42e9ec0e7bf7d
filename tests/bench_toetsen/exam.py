"""An exam: a thousand people begin it within a minute and answer a question every twenty seconds.

The real web server answers, as `make run` starts it. Halfway one of its workers is killed.
Every answer is a form that is posted and the page it leads to, as a browser asks for it; what is
held to the target is the post, which is answered when the answer is in the database.
"""

import heapq
import http.client
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from django.test import Client

from tests.bench.registry import Figure
from tests.bench.server import web_server
from tests.factories.accounts import UserFactory
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    AssessmentPageFactory,
    ModulePageFactory,
    PathPageFactory,
)
from tests.factories.toetsen import make_assessment, question
from toetsen.models import Assessment, AttemptItem

PEOPLE, QUESTIONS = 1_000, 24
START_WITHIN, EVERY, LASTS = 60.0, 20.0, 150.0  # seconds
HANDS = 48  # requests on their way at most; more than the server has threads
# Any 32 letters do: the cookie and the form only have to say the same.
TOKEN = "benchbenchbenchbenchbenchbenchbe"


@dataclass
class _Learner:
    session: str
    attempt: str = ""
    position: int = 0
    # By position, what was answered and acknowledged.
    kept: dict[int, str] = field(default_factory=dict)
    # One form at a time, as in one browser.
    busy: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class _Log:
    """What happened: seconds of each post, answers that are no page, connections that broke."""

    posts: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    broken: int = 0
    late: int = 0


def exam() -> list[Figure]:
    url, learners = _room()
    log = _Log()
    with web_server() as (port, master):
        killer = threading.Timer(LASTS / 2, _kill_a_worker, [master])
        killer.start()
        _sit(learners, _Browser(port, url, log))
        killer.join()
    lost = _lost(learners)
    kept = sum(len(one.kept) for one in learners)
    remark = (
        f"{len(log.posts):,} answers, median {median(log.posts) * 1000:.0f} ms;"
        f" beginning: p95 {_p95(log.starts):.0f} ms; {log.late} times not ready in 20 s"
    )
    broken = f"{log.broken} connections broke when a worker was killed; asked again"
    return [
        Figure("exam of 1,000: answer saved, p95", _p95(log.posts), 300, "ms", remark),
        Figure("exam of 1,000: errors", len(log.errors), 0, "", broken),
        Figure("exam of 1,000: lost answers", lost, 0, "", f"of {kept:,} acknowledged"),
    ]


def _room() -> tuple[str, list[_Learner]]:
    """The address of the exam's page, and everybody who sits it, logged in."""
    test = make_assessment(
        "bench-exam", questions=[question(f"exam-{n}") for n in range(QUESTIONS)]
    )
    Assessment.objects.filter(pk=test.pk).update(is_concept=False)
    module = ModulePageFactory()
    path = PathPageFactory(modules=[module])
    page = AssessmentPageFactory(parent=module, assessment_code="bench-exam")
    return page.url, [_logged_in(path.key) for _ in range(PEOPLE)]


def _logged_in(path_key: object) -> _Learner:
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=path_key)
    client = Client()
    client.force_login(user)
    return _Learner(client.cookies["sessionid"].value)


class _Browser:
    """A request that broke is sent once more, as somebody would.

    The post and the pages after it go over one connection, the next answer over another: a thousand
    browsers have a thousand, and those of who stays on a few would all end up at the processes that
    live when one is killed.
    """

    def __init__(self, port: int, start: str, log: _Log) -> None:
        self.port, self.start, self.log = port, urlsplit(start).path, log
        self.mine = threading.local()

    def step(self, learner: _Learner) -> None:
        """Begin, or answer the next question, and look at what comes then."""
        began = time.perf_counter()
        if not learner.attempt:
            place = self._post(learner, self.start, {})
            self.log.starts.append(time.perf_counter() - began)
            learner.attempt = place.split("/")[2]
        else:
            learner.position += 1
            choice = random.choice("abc")
            address = f"/toetsen/{learner.attempt}/{learner.position}/"
            place = self._post(learner, address, {"choice": choice})
            self.log.posts.append(time.perf_counter() - began)
            if place:
                learner.kept[learner.position] = choice
        while place:
            place = self._ask(learner, "GET", place)
        self._connection().close()
        self.mine.connection = None

    def _post(self, learner: _Learner, address: str, form: dict[str, str]) -> str:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form})
        return self._ask(learner, "POST", address, body)

    def _ask(self, learner: _Learner, method: str, address: str, body: str = "") -> str:
        """Where the answer leads to; empty for a page."""
        headers = {
            "Cookie": f"sessionid={learner.session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Encoding": "gzip",  # as a browser does: packing is work
        }
        for _ in range(2):
            try:
                found = self._connection()
                found.request(method, address, body or None, headers)
                answer = found.getresponse()
                answer.read()
                break
            except (OSError, http.client.HTTPException):
                self.log.broken += 1
                self.mine.connection = None
        else:
            self.log.errors.append("broken twice")
            return ""
        if answer.status not in {200, 302}:
            self.log.errors.append(f"{method} {answer.status}")
        return urlsplit(answer.getheader("Location") or "").path

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self.mine, "connection", None) is None:
            self.mine.connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=30
            )
        made: http.client.HTTPConnection = self.mine.connection
        return made


def _sit(learners: list[_Learner], browser: _Browser) -> None:
    """Everybody begins somewhere in the first minute, and answers until the time is over."""
    began = time.monotonic()
    due = [(random.uniform(0, START_WITHIN), n) for n in range(len(learners))]
    heapq.heapify(due)
    with ThreadPoolExecutor(HANDS) as pool:
        while due:
            moment, number = heapq.heappop(due)
            if moment > LASTS:
                break
            time.sleep(max(0.0, began + moment - time.monotonic()))
            pool.submit(_quietly(browser, learners[number]))
            if learners[number].position < QUESTIONS:
                # Not all at the same moment, as nobody thinks in step.
                pause = EVERY * random.uniform(0.8, 1.2)
                heapq.heappush(due, (moment + pause, number))


def _quietly(browser: _Browser, learner: _Learner) -> Callable[[], None]:
    def step() -> None:
        if not learner.busy.acquire(blocking=False):
            browser.log.late += (
                1  # still waiting for the page before; goes on next time
            )
            return
        try:
            browser.step(learner)
        except Exception as error:  # noqa: BLE001  # a thread would swallow it
            browser.log.errors.append(repr(error))
        finally:
            learner.busy.release()

    return step


def _kill_a_worker(master: int) -> None:
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)


def _lost(learners: list[_Learner]) -> int:
    """How many acknowledged answers are not in the database as they were given."""
    rows = AttemptItem.objects.filter(response__isnull=False).values_list(
        "attempt__uuid", "position", "chosen"
    )
    there = {(str(attempt), position): chosen for attempt, position, chosen in rows}
    return sum(
        there.get((one.attempt, position)) != [choice]
        for one in learners
        for position, choice in one.kept.items()
    )


def _p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000

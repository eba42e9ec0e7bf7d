"""A step in casus A: the form that is posted and the next screen, by eight learners at once.

The real web server answers, as `make run` starts it; each learner has a session and a run of her own. They
never pause, and that figure is held to the target. The remark says what it is when each of the eight
reads for a second.
"""

import gzip
import http.client
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from urllib.parse import urlencode

from django.test import Client

from tests.bench.registry import Figure, bench
from tests.bench.server import web_server
from tests.factories.accounts import UserFactory
from tests.factories.cases import casus_a_page
from tests.factories.enrolment import EnrolmentFactory

LEARNERS = 8
READING_SECONDS = 1.0
BEST = "aabbabacba"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|run|step)" value="([^"]+)"')


@bench("case_step")
def case_step() -> list[Figure]:
    page = casus_a_page()
    path_key = page.get_parent().specific.in_paths.get().path.key
    sessions = [_session(path_key) for _ in range(LEARNERS)]
    with web_server() as (port, _master), ThreadPoolExecutor(LEARNERS) as pool:

        def walk_all(pause: float) -> list[float]:
            learners = [_Learner(port, page.url, one, pause) for one in sessions]
            return [took for walk in pool.map(_Learner.walk, learners) for took in walk]

        walk_all(0)  # the workers warm up
        took = walk_all(0)
        reading = walk_all(READING_SECONDS)
    remark = (
        f"{len(took)} steps, median {median(took) * 1000:.0f} ms; "
        f"reading a second each: p95 {_p95(reading):.0f} ms"
    )
    return [Figure("case step, p95 with 8 learners", _p95(took), 150, "ms", remark)]


def _p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000


def _session(path_key: object) -> str:
    user = UserFactory()
    EnrolmentFactory(user=user, path_key=path_key)
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


class _Learner:
    def __init__(self, port: int, url: str, session: str, reading: float) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.url = url
        self.cookies = {"sessionid": session}
        self.html = ""
        self.reading = reading

    def walk(self) -> list[float]:
        """The whole case once; how long each post with its next screen took, in seconds."""
        self._ask("GET")
        self._post(action="begin")
        took = []
        for key in BEST:
            took.append(self._post(action="choose", choice=key))
            took.append(self._post(action="on"))
            took.append(self._post(action="on"))
        return took

    def _post(self, **form: str) -> float:
        hidden = dict(reversed(HIDDEN.findall(self.html)))
        # Not all at the same moment, as nobody reads in step.
        time.sleep(self.reading * random.uniform(0.5, 1.5))
        began = time.perf_counter()
        status = self._ask("POST", urlencode(hidden | form))
        assert status == 302, status
        assert self._ask("GET") == 200
        return time.perf_counter() - began

    def _ask(self, method: str, body: str = "") -> int:
        headers = {
            "Cookie": "; ".join(
                f"{name}={value}" for name, value in self.cookies.items()
            ),
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Encoding": "gzip",  # as a browser does: packing is work
        }
        self.connection.request(method, self.url, body, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        is_packed = answer.headers["Content-Encoding"] == "gzip"
        self.html = (gzip.decompress(said) if is_packed else said).decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status

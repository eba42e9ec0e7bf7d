"""A learner's lesson page against a bare Wagtail page with the same twenty blocks, in one run.

The bare page is Wagtail's own way: its routing, its `serve`, a template that renders the stream at
every request. Both are asked for by the same logged-in learner, in turn, and process CPU is taken.
"""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from elearning.urls import urlpatterns
from modules import serving
from modules.models import LessonPage
from tests.bench.registry import Figure, bench
from tests.factories.enrolment import EnrolmentFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

ROUNDS = 60
BLOCKS = 20
LINKED = 10

BARE = """{% load wagtailcore_tags %}<!doctype html><html lang="nl"><head><title>{{ page.title }}
</title></head><body><p>{{ request.user.full_name }}</p><main><h1>{{ page.title }}</h1>
{% for block in page.body %}{% include_block block %}{% endfor %}</main></body></html>"""


@bench("lesson_page")
def lesson_page() -> list[Figure]:
    client, lesson = _site()
    ours, bare = _ours(client, lesson), _bare(client, lesson)
    for _ in range(5):
        ours()
        bare()
    pairs = [(_cpu(ours), _cpu(bare)) for _ in range(ROUNDS)]
    mine, theirs = (median(column) * 1000 for column in zip(*pairs, strict=True))
    with CaptureQueriesContext(connection) as queries:
        ours()
    return [
        Figure(
            "lesson page, CPU against a bare page",
            mine / theirs,
            0.7,
            "x",
            f"{mine:.1f} ms against {theirs:.1f} ms",
        ),
        Figure("lesson page, queries", len(queries), 16, "queries"),
    ]


def _site() -> tuple[Client, LessonPage]:
    module = ModulePageFactory()
    others = LessonPageFactory.create_batch(4, parent=module)
    targets = (others * LINKED)[:LINKED]
    link = '<p>Tekst met een <a linktype="page" id="{}">verwijzing</a> erin.</p>'
    body = [("text", link.format(page.pk)) for page in targets]
    body += [("text", "<p>Gewone tekst, een zin of twee.</p>")] * (BLOCKS - LINKED)
    lesson = LessonPageFactory(parent=module, body=body)
    lesson.save_revision().publish()
    enrolment = EnrolmentFactory(path_key=PathPageFactory(modules=[module]).key)
    client = Client()
    client.force_login(enrolment.user)
    return client, LessonPage.objects.get(pk=lesson.pk)


def _ours(client: Client, lesson: LessonPage) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(lesson.url).status_code == 200

    return ask


def _bare(client: Client, lesson: LessonPage) -> Callable[[], None]:
    template = engines["django"].from_string(BARE)
    pattern = next(
        one for one in urlpatterns if getattr(one, "name", "") == "wagtail_serve"
    )

    def show(request: HttpRequest, page: Page) -> HttpResponse:
        return HttpResponse(template.render({"page": page}, request))

    def ask() -> None:
        own_view, own_entrance = serving._views["modules.lessonpage"], pattern.callback
        serving._views["modules.lessonpage"] = show
        pattern.callback = wagtail_serve
        try:
            assert client.get(lesson.url).status_code == 200
        finally:
            serving._views["modules.lessonpage"] = own_view
            pattern.callback = own_entrance

    return ask


def _cpu(ask: Callable[[], None]) -> float:
    start = time.process_time()
    ask()
    return time.process_time() - start

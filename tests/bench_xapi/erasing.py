"""Forgetting people: one with a thousand statements, and ten whose statements stay without them."""

import time
from collections.abc import Mapping

from django.conf import settings
from django.db import connection

from elearning.xapi.actions import erase_person
from elearning.xapi.enums import Fate, Share
from elearning.xapi.models import Statement
from tests.bench.registry import Figure
from tests.bench_xapi.scene import FIRST_HAS, Scene

LIMIT_S = 2


def erasing(scene: Scene) -> list[Figure]:
    """Seconds to delete 1,000 statements of one person, and to unlink as many of ten."""
    first = [0]
    others = range(1, 11)
    return [
        _figure(scene, "erase one person, statements deleted", first, Fate.DELETE),
        _figure(scene, "erase ten people, statements unlinked", others, Fate.UNLINK),
    ]


def _figure(scene: Scene, name: str, people: range | list[int], fate: Fate) -> Figure:
    identifiers = [f"account {scene.site} person-{one}" for one in people]
    policy: Mapping[str, str] = {**settings.XAPI_ERASURE, Share.OUTSIDE: fate}
    settings.XAPI_ERASURE = policy
    before = _left()
    began = time.perf_counter()
    erase_person(by=None, identifiers=identifiers)
    took = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT deleted, unlinked FROM xapi_erasure ORDER BY id DESC LIMIT 1"
        )
        deleted, unlinked = cursor.fetchone()
    if before - _left() != deleted:
        raise RuntimeError("what was deleted is still there")
    remark = f"{deleted + unlinked:,} statements of {before:,}"
    if scene.rows >= FIRST_HAS and deleted + unlinked == 0:
        raise RuntimeError("nobody was erased")
    return Figure(name, took, LIMIT_S, "s", remark)


def _left() -> int:
    return Statement.objects.count()

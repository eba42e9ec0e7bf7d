"""Reading: every form of a query, and whether the tenth page is as fast as the first."""

import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

from elearning.core import clock
from elearning.xapi.models import StatementId
from elearning.xapi.vocabulary import ADL_VERBS
from tests.bench.registry import Figure
from tests.bench_xapi.client import Speaker, p95
from tests.bench_xapi.scene import LESSONS, VERBS, Scene

ROUNDS, PAGES = 60, 10
LIMIT_MS, LIMIT_RATIO = 25, 1.2


def queries(scene: Scene) -> list[Figure]:
    """p95 of each form at limit=100, one client; and the tenth `more` page against the first."""
    speaker, chance = Speaker(scene), random.Random(1)
    figures = [
        Figure(f"query: {name}, p95", _p95(speaker, form, chance, name), LIMIT_MS, "ms")
        for name, form in _forms(scene).items()
    ]
    first, tenth = _pages(speaker)
    remark = f"{tenth * 1000:.1f} ms against {first * 1000:.1f} ms"
    return [
        *figures,
        Figure("tenth more page / first page", tenth / first, LIMIT_RATIO, "x", remark),
    ]


def _forms(scene: Scene) -> dict[str, Callable[[random.Random], dict[str, object]]]:
    ids = [
        str(one) for one in StatementId.objects.values_list("uuid", flat=True)[:1000]
    ]

    def agent(chance: random.Random) -> str:
        name = f"person-{chance.randrange(scene.people)}"
        return json.dumps({"account": {"homePage": scene.site, "name": name}})

    def lesson(chance: random.Random) -> str:
        return scene.lesson(chance.randrange(LESSONS))

    def moment(chance: random.Random) -> str:
        return (clock.now() - timedelta(days=chance.randrange(1, 89))).isoformat()

    def registration(chance: random.Random) -> str:
        found = speaker.get(agent=agent(chance), limit=1)["statements"]
        return found[0]["context"]["registration"] if found else ids[0]

    speaker = Speaker(scene)
    registrations = [registration(random.Random(n)) for n in range(20)]
    return {
        "id": lambda c: {"statementId": c.choice(ids)},
        "none": lambda _: {},
        "registration": lambda c: {"registration": c.choice(registrations)},
        "activity": lambda c: {"activity": lesson(c)},
        "agent": lambda c: {"agent": agent(c)},
        "verb": lambda c: {"verb": f"{ADL_VERBS}bench-{c.randrange(VERBS)}"},
        "related agents": lambda c: {"agent": agent(c), "related_agents": "true"},
        "related activities": lambda c: {
            "activity": lesson(c),
            "related_activities": "true",
        },
        "agent and activity": lambda c: {"agent": agent(c), "activity": lesson(c)},
        "since": lambda c: {"since": moment(c)},
        "until": lambda c: {"until": moment(c)},
        "ascending": lambda c: {"since": moment(c), "ascending": "true"},
        "canonical": lambda c: {"activity": lesson(c), "format": "canonical"},
        "ids": lambda c: {"activity": lesson(c), "format": "ids"},
    }


def _p95(
    speaker: Speaker,
    form: Callable[[random.Random], dict[str, object]],
    chance: random.Random,
    name: str,
) -> float:
    took = []
    for _ in range(ROUNDS + 5):
        parameters = form(chance)
        if name != "id":
            parameters["limit"] = 100
        began = time.perf_counter()
        speaker.get(**parameters)
        took.append(time.perf_counter() - began)
    return p95(took[5:])


def _pages(speaker: Speaker) -> tuple[float, float]:
    """Median seconds of the first page and of the tenth after it."""
    first, tenth = [], []
    for _ in range(10):
        began = time.perf_counter()
        page = speaker.get(limit=100)
        first.append(time.perf_counter() - began)
        for _ in range(PAGES):
            if not page["more"]:
                break
            began = time.perf_counter()
            page = speaker.follow(page["more"])
            took = time.perf_counter() - began
        tenth.append(took)
    return median(first), median(tenth)

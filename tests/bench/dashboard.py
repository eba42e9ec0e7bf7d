"""Coordinator's dashboard at 10^5 and 10^6 statements: the p95 may differ by a factor 1.3.

Statements are made by the database itself, with real verbs, activities and organisations; rollups
and closing are the real ones.
"""

import datetime
import time
import uuid
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.urls import reverse

from elearning.accounts.models import Organisation, User
from elearning.core import clock
from elearning.dashboard.actions import advance, close_period, rebuild
from elearning.dashboard.models import ClosedPeriod
from elearning.xapi import vocabulary
from elearning.xapi.models import Activity, Verb
from elearning.xapi.statements import activity_iri
from tests.bench.registry import Figure, bench
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    UserFactory,
)
from tests.factories.modules import ModulePageFactory, PathPageFactory

SMALL, LARGE = 100_000, 1_000_000
REQUESTS = 60
HERE = ZoneInfo("Europe/Amsterdam")
MONTH = datetime.date(2026, 3, 1)

# Of every ten statements about one person: one comes in, six lessons, two modules, one test.
FILL = """
INSERT INTO xapi_statement (id, uuid, tenant, verb_id, activity_id, actor, registration, timestamp, stored, body)
SELECT ((extract(epoch FROM %(moment)s::timestamptz + (n %% 2000) * interval '1 second') * 1000)::bigint << 20) | n,
       gen_random_uuid(), (%(tenants)s::uuid[])[1 + (n / 10) %% array_length(%(tenants)s::uuid[], 1)],
       (%(verbs)s::int[])[1 + n %% 10], (%(activities)s::int[])[1 + n %% 10],
       md5('a' || n / 10)::uuid, md5('r' || n / 10)::uuid,
       %(moment)s::timestamptz + (n %% 2000) * interval '1 second',
       %(moment)s::timestamptz + (n %% 2000) * interval '1 second',
       '{"result": {"success": true, "score": {"scaled": 0.8}}, "context": {}}'
FROM generate_series(%(first)s, %(last)s) AS n
"""


@bench("dashboard")
def dashboard() -> list[Figure]:
    coordinator, organisation, parameters = _scene()
    seconds: dict[int, float] = {}
    rolling_up: dict[int, float] = {}
    first = 0
    for size in (SMALL, LARGE):
        _fill(parameters, first, size - 1)
        ClosedPeriod.objects.all().delete()
        with clock.at(datetime.datetime(2026, 4, 2, 3, tzinfo=HERE)):
            started = time.perf_counter()
            advance() if first else rebuild()
            rolling_up[size] = time.perf_counter() - started
            close_period(month=MONTH)
        first = size
        seconds[size] = _p95(coordinator, organisation)
    remark = (
        f"{seconds[SMALL] * 1000:.0f} ms at 10⁵, {seconds[LARGE] * 1000:.0f} ms at 10⁶; rolling up: "
        f"{rolling_up[SMALL]:.1f} s for the first 100,000, {rolling_up[LARGE]:.1f} s for the next 900,000"
    )
    factor = seconds[LARGE] / seconds[SMALL]
    name = "coordinator's dashboard, p95 at 10⁶ against 10⁵ statements"
    return [Figure(name, factor, 1.3, "x", remark)]


def _scene() -> tuple[User, Organisation, dict[str, object]]:
    modules = [ModulePageFactory(code=f"bench-m{n}") for n in range(2)]
    PathPageFactory(code="bench", modules=modules)
    regions = [RegionFactory(code=f"bench-{n}") for n in range(4)]
    places = [
        OrganisationFactory(municipality=True, region=regions[n % 4]) for n in range(12)
    ]
    coordinator = UserFactory(email=f"{uuid.uuid4()}@voorbeeld.example")
    MembershipFactory(user=coordinator, organisation=places[0], coordinator=True)

    def activity(code: str, kind: str) -> int:
        made, _ = Activity.objects.get_or_create(
            iri=activity_iri(code), defaults={"type_iri": kind}
        )
        return int(made.pk)

    def verb(iri: str) -> int:
        return int(Verb.objects.get_or_create(iri=iri)[0].pk)

    lessons = [
        activity(f"modules/bench-m0/les-{n}", vocabulary.LESSON) for n in range(6)
    ]
    parameters = {
        "tenants": [place.uuid for place in places],
        "verbs": [
            verb(vocabulary.REGISTERED),
            *[verb(vocabulary.COMPLETED)] * 8,
            verb(vocabulary.PASSED),
        ],
        "activities": [
            activity("paths/bench", vocabulary.COURSE),
            *lessons,
            activity("modules/bench-m0", vocabulary.MODULE),
            activity("modules/bench-m1", vocabulary.MODULE),
            activity("assessments/bench", vocabulary.ASSESSMENT),
        ],
        "moment": datetime.datetime(2026, 3, 10, 12, tzinfo=HERE),
    }
    return coordinator, places[0], parameters


def _fill(parameters: dict[str, object], first: int, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL, {**parameters, "first": first, "last": last})
        cursor.execute("ANALYZE xapi_statement")


def _p95(coordinator: User, organisation: Organisation) -> float:
    client = Client(headers={"host": "localhost"})
    client.force_login(coordinator)
    address = reverse("dashboard:organisation", args=[organisation.uuid])
    took = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        response = client.get(address)
        took.append(time.perf_counter() - started)
        if response.status_code != 200:
            raise RuntimeError(f"the dashboard answered {response.status_code}")
    return sorted(took[5:])[int((REQUESTS - 5) * 0.95)]

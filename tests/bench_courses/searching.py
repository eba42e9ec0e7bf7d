"""Searching the whole curriculum twenty times over, as a learner does: the form posted, the page back.

The copies of every lesson, case, module, term and source are made in the database, with their entries in the index.
Words are those people use, also of no page at all.
"""

import time
from statistics import median, quantiles

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from modules.models import CasePage, LessonPage
from tests.bench.registry import Figure
from tests.factories.accounts import UserFactory

TIMES = 20
ROUNDS = 10
# Copies get ids from here on.
FURTHER = "number * 1000000"
OF_A_PAGE = {
    "path": "path || 'Z' || lpad(number::text, 3, '0')",
    "slug": "slug || '-' || number",
    "url_path": "url_path || number || '/'",
    "translation_key": "gen_random_uuid()",
    "latest_revision_id": "NULL",
    "live_revision_id": "NULL",
}
KEY = {"key": "gen_random_uuid()"}
PAGES = {"modules_lessonpage": KEY, "modules_casepage": KEY, "modules_modulepage": KEY}
RECORDS = {
    "knowledge_glossaryterm": {"slug": "slug || '-' || number"},
    "knowledge_source": {"code": "code || '-' || number"},
}
WORDS = (
    "schulden",
    "meldcode",
    "tolk",
    "veilig contact",
    "alleen spreken",
    "huwelijksdwang",
    "gesprek met ouders",
    "Veilig Thuis",
    "economisch geweld",
    "sleutelpersonen",
    "brieven in gewone taal",
    "de post en het adres van de familie",
    "drempels",
    "casuïstiekoverleg",
    "Jonas",
    "toeslag",
    "achterlating vakantie",
    "nazorg",
    "kwantumfysica",
    "begeleider portfolio",
)


def searching() -> list[Figure]:
    call_command("load_curriculum", verbosity=0)
    _copy_all()
    client = Client()
    client.force_login(UserFactory())
    _search(client, WORDS[0])
    took = [_search(client, word) for _ in range(ROUNDS) for word in WORDS]
    with CaptureQueriesContext(connection) as queries:
        _search(client, WORDS[0])
    lessons, cases = LessonPage.objects.count(), CasePage.objects.count()
    remark = (
        f"median {median(took):.0f} ms over {len(took)} searches, {len(queries)} queries; "
        f"{lessons} lessons, {cases} cases"
    )
    return [Figure("search, p95", quantiles(took, n=20)[-1], 100, "ms", remark)]


def _search(client: Client, words: str) -> float:
    """How long one search takes, in milliseconds."""
    began = time.perf_counter()
    answer = client.post("/zoeken/", {"q": words})
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{words}: {answer.status_code}")
    return took


def _copy_all() -> None:
    """Every page, term and source once more for each of the other times, with what was indexed."""
    for table, own in PAGES.items():
        _copy(
            "wagtailcore_page",
            "id",
            OF_A_PAGE,
            f"id IN (SELECT page_ptr_id FROM {table})",
        )
        _copy(table, "page_ptr_id", own, "page_ptr_id < 1000000")
    for table, own in RECORDS.items():
        _copy(table, "id", own, "id < 1000000")
    entries = IndexEntry._meta.db_table
    key = IndexEntry._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {entries} ALTER {key} RESTART WITH 1000000")
    own = {key: "DEFAULT", "object_id": f"(object_id::bigint + {FURTHER})::text"}
    _copy(entries, key, own, "object_id::bigint < 1000000")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(table: str, key: str, own: dict[str, str], which: str) -> None:
    """Rows of `table` copied in the database itself; `own` is the SQL of columns that differ."""
    own = {key: f"{key} + {FURTHER}", **own}
    with connection.cursor() as cursor:
        columns = [
            one.name
            for one in connection.introspection.get_table_description(cursor, table)
            if own.get(one.name) != "DEFAULT"
        ]
        values = ", ".join(own.get(name, f'"{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} "
            f"FROM {table}, generate_series(1, {TIMES - 1}) AS number WHERE {which}"
        )

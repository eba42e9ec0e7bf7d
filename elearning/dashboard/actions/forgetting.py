"""Taking statements out of the rollups before they are deleted, so that both say the same.

After it the rollups are what `rebuild` would make of the statements that stay. The frozen grid is
not touched: it holds rounded figures of groups, published once.
"""

# ruff: noqa: S608  # only SQL of our own is put together; values go beside it

from django.db import connection, transaction

from elearning.dashboard.actions import rollup_sql
from elearning.dashboard.actions.rollups import LOCK
from elearning.dashboard.models import Watermark

LEAVING = """(s.id BETWEEN %(low)s AND %(high)s
    AND (%(keys)s::bigint[] IS NULL OR s.id = ANY(%(keys)s::bigint[])))"""

SUBTRACT = f"""
WITH {rollup_sql.FRESH} AND {LEAVING}),
verbs AS (
    UPDATE dashboard_verbrollup t SET count = t.count - g.count
    FROM (SELECT month, tenant, verb_id, count(*) FROM fresh GROUP BY month, tenant, verb_id) AS g
    WHERE t.month = g.month AND t.tenant = g.tenant AND t.verb_id = g.verb_id
),
modules AS (
    UPDATE dashboard_modulerollup t SET count = t.count - g.count
    FROM (SELECT month, activity_id, verb_id, region, programme, count(*) FROM fresh
          WHERE kind = 'module' GROUP BY month, activity_id, verb_id, region, programme) AS g
    WHERE t.month = g.month AND t.activity_id = g.activity_id AND t.verb_id = g.verb_id
      AND t.region = g.region AND t.programme IS NOT DISTINCT FROM g.programme
),
items AS (
    UPDATE dashboard_itemrollup t
    SET count = t.count - g.count, successes = t.successes - g.successes, score = t.score - g.score
    FROM (SELECT month, activity_id, count(*), count(*) FILTER (WHERE success) AS successes,
                 coalesce(sum(score), 0) AS score
          FROM fresh WHERE kind IN ('assessment', 'question') GROUP BY month, activity_id) AS g
    WHERE t.month = g.month AND t.activity_id = g.activity_id
)
SELECT count(*), array_agg(DISTINCT actor), array_agg(DISTINCT registration) FROM fresh
"""
# What learners did is no sum: it is made again from what stays.
DELETE = (
    "DELETE FROM dashboard_verbrollup WHERE count <= 0",
    "DELETE FROM dashboard_modulerollup WHERE count <= 0",
    "DELETE FROM dashboard_itemrollup WHERE count <= 0",
    "DELETE FROM dashboard_monthlearner WHERE actor = ANY(%(actors)s::uuid[])",
    "DELETE FROM dashboard_learneritem WHERE registration = ANY(%(registrations)s::uuid[])",
)
MAKE_AGAIN = f"""
WITH {rollup_sql.FRESH} AND NOT {LEAVING}
    AND (s.actor = ANY(%(actors)s::uuid[]) OR s.registration = ANY(%(registrations)s::uuid[]))),
{rollup_sql.LEARNERS},
{rollup_sql.LEARNER_ITEMS}
SELECT count(*) FROM fresh
"""


@transaction.atomic
def forget_statements(*, low: int, high: int, keys: list[int] | None) -> int:
    """Take the statements with keys from `low` to `high`, of those only `keys` if given, out.

    Only what was counted is taken out: what is younger than the watermark is gone before it
    counts. Waits for a tick that is at it. Gives how many counted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        mark = Watermark.objects.first()
        if mark is None:
            return 0
        values = {
            **rollup_sql.words(),
            "since": "0",
            "until": str(mark.transaction),
            "low": low,
            "high": high,
            "keys": keys,
        }
        cursor.execute(SUBTRACT, values)
        counted, actors, registrations = cursor.fetchone()
        if not counted:
            return 0
        values |= {"actors": actors, "registrations": registrations}
        for sql in DELETE:
            cursor.execute(sql, values)
        cursor.execute(MAKE_AGAIN, values)
    mark.statements -= counted
    mark.save(update_fields=["statements"])
    return int(counted)

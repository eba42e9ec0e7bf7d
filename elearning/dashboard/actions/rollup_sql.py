"""The SQL of the rollups: what is new, once, and one INSERT for each table.

Everything is one statement, so all tables see the same rows.
"""

import json

from django.conf import settings

from elearning.dashboard.enums import ItemKind
from elearning.xapi import vocabulary
from elearning.xapi.statements import extension_iri

# What an activity's type makes of a learner's row.
KINDS = {
    vocabulary.COURSE: ItemKind.PATH,
    vocabulary.MODULE: ItemKind.MODULE,
    vocabulary.SIMULATION: ItemKind.CASE,
    vocabulary.ASSESSMENT: ItemKind.ASSESSMENT,
    vocabulary.INTERACTION: ItemKind.QUESTION,
    vocabulary.MEETING: ItemKind.MEETING,
}
DONE = (vocabulary.COMPLETED, vocabulary.PASSED, vocabulary.SATISFIED)
MISSED = (vocabulary.FAILED,)

# A month is that of the event in the Netherlands, unless that month was closed when the statement
# came in: then it counts in the month in which it came (7b). Only our own activities have a code.
FRESH = """
fresh AS MATERIALIZED (
    SELECT s.id, s.tenant, s.verb_id, s.activity_id, s.actor, s.registration,
           CASE WHEN c.closed_at <= s.stored THEN date_trunc('month', s.stored AT TIME ZONE %(zone)s)
                ELSE date_trunc('month', least(s.timestamp, s.stored) AT TIME ZONE %(zone)s)
           END::date AS month,
           v.iri AS verb,
           %(kinds)s::jsonb ->> a.type_iri AS kind,
           substring(a.iri FROM '/xapi/activities/[^/]+/(.+)$') AS code,
           coalesce(r.code, '') AS region,
           d.programme, d.success, d.score
    FROM xapi_statement s
    JOIN xapi_verb v ON v.id = s.verb_id
    JOIN xapi_activity a ON a.id = s.activity_id
    LEFT JOIN accounts_organisation o ON o.uuid = s.tenant
    LEFT JOIN accounts_region r ON r.id = o.region_id
    LEFT JOIN dashboard_closedperiod c
           ON c.month = date_trunc('month', least(s.timestamp, s.stored) AT TIME ZONE %(zone)s)::date
    CROSS JOIN LATERAL (
        SELECT substring(b -> 'context' -> 'extensions' ->> %(programme)s FROM '[^/]+$')::uuid AS programme,
               (b -> 'result' ->> 'success')::boolean AS success,
               (b -> 'result' -> 'score' ->> 'scaled')::float AS score
        FROM (SELECT s.body::json AS b) AS body
    ) AS d
    -- Only what the platform itself recorded: what others send under any name counts nowhere.
    WHERE s.credential_id IS NULL
      AND s.transaction >= %(since)s::xid8 AND s.transaction < %(until)s::xid8
"""

VERBS = """
verbs AS (
    INSERT INTO dashboard_verbrollup AS t (month, tenant, verb_id, count)
    SELECT month, tenant, verb_id, count(*) FROM fresh GROUP BY month, tenant, verb_id
    ON CONFLICT (month, tenant, verb_id) DO UPDATE SET count = t.count + excluded.count
)
"""

MODULES = """
modules AS (
    INSERT INTO dashboard_modulerollup AS t (month, activity_id, verb_id, region, programme, count)
    SELECT month, activity_id, verb_id, region, programme, count(*)
    FROM fresh WHERE kind = 'module'
    GROUP BY month, activity_id, verb_id, region, programme
    ON CONFLICT (month, activity_id, verb_id, region, programme)
    DO UPDATE SET count = t.count + excluded.count
)
"""

ITEMS = """
items AS (
    INSERT INTO dashboard_itemrollup AS t (month, activity_id, count, successes, score)
    SELECT month, activity_id, count(*), count(*) FILTER (WHERE success), coalesce(sum(score), 0)
    FROM fresh WHERE kind IN ('assessment', 'question')
    GROUP BY month, activity_id
    ON CONFLICT (month, activity_id) DO UPDATE
    SET count = t.count + excluded.count, successes = t.successes + excluded.successes,
        score = t.score + excluded.score
)
"""

LEARNERS = """
learners AS (
    INSERT INTO dashboard_monthlearner (month, tenant, actor)
    SELECT DISTINCT month, tenant, actor FROM fresh
    ON CONFLICT DO NOTHING
)
"""

LEARNER_ITEMS = """
learner_items AS (
    INSERT INTO dashboard_learneritem AS t
        (registration, activity_id, kind, code, actor, tenant, programme,
         first_statement, first_month, done_month, missed_month)
    SELECT registration, activity_id, min(kind), min(code),
           (array_agg(actor ORDER BY id))[1], (array_agg(tenant ORDER BY id))[1],
           (array_agg(programme ORDER BY id))[1], min(id), min(month),
           min(month) FILTER (WHERE verb = ANY(%(done)s) OR (kind = 'question' AND success)),
           min(month) FILTER (WHERE verb = ANY(%(missed)s) OR (kind = 'question' AND NOT success))
    FROM fresh
    WHERE kind IS NOT NULL AND code IS NOT NULL AND registration IS NOT NULL
    GROUP BY registration, activity_id
    ON CONFLICT (registration, activity_id) DO UPDATE
    SET first_statement = least(t.first_statement, excluded.first_statement),
        first_month = least(t.first_month, excluded.first_month),
        done_month = least(t.done_month, excluded.done_month),
        missed_month = least(t.missed_month, excluded.missed_month)
)
"""

ADVANCE = (
    "WITH "
    + ",\n".join([FRESH + ")", VERBS, MODULES, ITEMS, LEARNERS, LEARNER_ITEMS])
    + "\nSELECT count(*) FROM fresh"
)


def words() -> dict[str, object]:
    """The values that the SQL above needs beside `since` and `until`."""
    return {
        "zone": settings.TIME_ZONE,
        "kinds": json.dumps(KINDS),
        "programme": extension_iri("programme"),
        "done": list(DONE),
        "missed": list(MISSED),
    }

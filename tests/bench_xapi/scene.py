"""What is in the store before anything is measured: made by the database itself, in a minute or two.

Every person has a hundred statements in two registrations, about some of 500 lessons of 20 modules,
spread over the three months until now. The first person has a thousand.
"""

import os
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import connection, transaction

from elearning.xapi.actions.dimensions import number
from elearning.xapi.models import Credential
from elearning.xapi.statements import activity_iri
from elearning.xapi.vocabulary import ADL_VERBS, LESSON

VERBS, LESSONS, MODULES, EACH, FIRST_HAS = 8, 500, 20, 100, 1_000
DAYS = 90

PARTITIONS = """
SELECT xapi_make_partition((date_trunc('month', now()) - n * interval '1 month')::date)
FROM generate_series(0, 3) AS n
"""
# Person, lesson, verb and moment of every statement, and its text.
ROWS = f"""
CREATE TEMPORARY TABLE filling AS
SELECT gen_random_uuid() AS uuid, n, person, (%(agents)s::bigint[])[person + 1] AS agent,
       (%(lessons)s::bigint[])[lesson + 1] AS activity, (%(modules)s::bigint[])[lesson %% {MODULES} + 1] AS module,
       (%(verbs)s::bigint[])[n %% {VERBS} + 1] AS verb,
       md5('person ' || person)::uuid AS actor,
       md5('registration ' || person || ' ' || n %% 2)::uuid AS registration, stored,
       ((extract(epoch FROM stored) * 1000)::bigint << 20) | (n & 1048575) AS key, lesson
FROM (
    SELECT n, CASE WHEN n < {FIRST_HAS} THEN 0 ELSE 1 + (n * 7919::bigint) %% greatest(1, %(people)s - 1) END AS person,
           (n * 104729::bigint) %% {LESSONS} AS lesson,
           date_trunc('milliseconds', now() - interval '{DAYS} days' * (1 - n::float8 / %(rows)s)) AS stored
    FROM generate_series(0, %(rows)s - 1) AS n
) AS numbers
"""
STATEMENTS = """
INSERT INTO xapi_statement (id, uuid, tenant, verb_id, activity_id, actor, registration, "timestamp",
                            stored, credential_id, body)
SELECT key, uuid, %(tenant)s, verb, activity, actor, registration, stored, stored, %(credential)s,
       format('{"id":"%%s","actor":{"objectType":"Agent","account":{"homePage":%%s,"name":"%%s"}},'
              '"verb":{"id":"%%s","display":{"en":"did","nl":"deed"}},'
              '"object":{"objectType":"Activity","id":"%%s","definition":{"type":%%s,"name":{"en":"Lesson","nl":"Les"}}},'
              '"result":{"success":true,"score":{"scaled":0.8},"duration":"PT3M"},'
              '"context":{"registration":"%%s","contextActivities":{"parent":[{"id":"%%s"}]}},'
              '"timestamp":"%%s","stored":"%%s","version":"1.0.3","authority":%%s}',
              uuid, to_json(%(site)s::text), 'person-' || person, v.iri, a.iri, to_json(%(type)s::text),
              registration, m.iri, iso, iso, %(authority)s::text)
FROM (SELECT *, to_char(stored AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS iso FROM filling) f
JOIN xapi_verb v ON v.id = f.verb JOIN xapi_activity a ON a.id = f.activity
JOIN xapi_activity m ON m.id = f.module
"""
LINKS = (
    "INSERT INTO xapi_statementid (tenant, uuid, statement) SELECT %(tenant)s, uuid, key FROM filling",
    (
        "INSERT INTO xapi_statementagent (agent_id, direct, statement)"
        " SELECT agent, true, key FROM filling UNION ALL SELECT %(authority_agent)s, false, key FROM filling"
    ),
    (
        "INSERT INTO xapi_statementactivity (activity_id, direct, statement)"
        " SELECT activity, true, key FROM filling UNION ALL SELECT module, false, key FROM filling"
    ),
    (
        "INSERT INTO xapi_activitydefinition (tenant, activity_id, definition)"
        " SELECT %(tenant)s, unnest(%(lessons)s::bigint[]),"
        " json_build_object('type', %(type)s::text, 'name', json_build_object('en', 'Lesson', 'nl', 'Les'))::jsonb"
    ),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the store answers, and how much is in it. `people` are numbered from 0."""

    host: str
    port: int
    key: str
    secret: str
    tenant: uuid.UUID
    rows: int
    people: int

    @property
    def site(self) -> str:
        return f"http://{self.host}:{self.port}"

    def lesson(self, one: int) -> str:
        return activity_iri(f"lessons/{one}")


def scene_of(rows: int) -> Scene:
    """The empty scene of the stack that the runner served."""
    where = urlsplit(os.environ["XAPI_ENDPOINT"])
    key, secret = os.environ["XAPI_KEY"], os.environ["XAPI_SECRET"]
    tenant = Credential.objects.get(key=key).tenant
    people = max(2, rows // EACH)
    return Scene(
        where.hostname or "", where.port or 0, key, secret, tenant, rows, people
    )


def fill(scene: Scene) -> None:
    """Put `scene.rows` statements into the store."""
    with transaction.atomic(), connection.cursor() as cursor:
        parameters = _parameters(scene)
        cursor.execute(PARTITIONS)
        for sql in (ROWS, STATEMENTS, *LINKS, "DROP TABLE filling"):
            cursor.execute(sql, parameters)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _parameters(scene: Scene) -> dict[str, object]:
    credential = Credential.objects.get(key=scene.key)
    verbs = [f"{ADL_VERBS}bench-{one}" for one in range(VERBS)]
    lessons = [scene.lesson(one) for one in range(LESSONS)]
    modules = [activity_iri(f"modules/{one}") for one in range(MODULES)]
    people = [f"account {scene.site} person-{one}" for one in range(scene.people)]
    authority = f"account {scene.site} {credential.authority}"
    types = dict.fromkeys(lessons, LESSON) | dict.fromkeys(modules, "")
    numbers = number(verbs, types, [*people, authority])
    return {
        "rows": scene.rows,
        "people": scene.people,
        "tenant": scene.tenant,
        "credential": credential.pk,
        "site": scene.site,
        "type": LESSON,
        "authority": f'{{"objectType":"Agent","account":{{"homePage":"{scene.site}","name":"{credential.authority}"}}}}',
        "authority_agent": numbers.agents[authority],
        "agents": [numbers.agents[one] for one in people],
        "lessons": [numbers.activities[one] for one in lessons],
        "modules": [numbers.activities[one] for one in modules],
        "verbs": [numbers.verbs[one] for one in verbs],
    }

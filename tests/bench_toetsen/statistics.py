"""The statistics of one test: a hundred thousand people who each answered 24 questions.

The database itself makes the people and their answers. Measured is what the nightly task does,
from the first query to the last figure, in this process, and the most memory this process ever had.
"""

import resource
import sys
import time
from datetime import timedelta

import scipy
from django.db import connection, transaction

from elearning.core import clock
from tests.bench.registry import Figure
from tests.factories.toetsen import make_assessment, question
from toetsen.item_figures import AssessmentFigures, assessment_figures
from toetsen.models import Assessment

PEOPLE, QUESTIONS = 100_000, 24
MEGABYTE = 1024  # of ru_maxrss, which counts in kB
# Half of the answers follow how good somebody is, half are chance; an eighth of them stay open.
FILL = (
    "SET LOCAL session_replication_role = replica",  # a hundred foreign keys a person are not what is measured
    """
    INSERT INTO accounts_user (uuid, email, full_name, password, is_active, is_staff, is_superuser,
                               is_demo, date_joined)
    SELECT gen_random_uuid(), 'bench-' || n || '@voorbeeld.example', '', '', true, false, false, false, now()
    FROM generate_series(1, %(people)s) AS n
    """,
    """
    INSERT INTO enrolment_enrolment (uuid, user_id, path_key, started_at)
    SELECT gen_random_uuid(), id, gen_random_uuid(), now() FROM accounts_user WHERE email LIKE 'bench-%%'
    """,
    """
    INSERT INTO toetsen_attempt (uuid, user_id, enrolment_id, assessment_id, state, return_path, started_at,
                                 submitted_at, timed_out, points, max_points, passed)
    SELECT gen_random_uuid(), user_id, id, %(assessment)s, 'submitted', '', now(), now(), false, 0, 24, false
    FROM enrolment_enrolment WHERE user_id IN (SELECT id FROM accounts_user WHERE email LIKE 'bench-%%')
    """,
    """
    INSERT INTO toetsen_attemptitem (attempt_id, version_id, position, shown, chosen, score, max_mark)
    SELECT attempt, version, position, '{a,b,c}',
           CASE WHEN luck > 7 THEN '{}' WHEN good THEN '{a}' ELSE '{b}' END::varchar[], CASE WHEN good AND luck <= 7 THEN 1 ELSE 0 END, 1
    FROM (
        SELECT a.id AS attempt, v.id AS version, v.position, floor(random() * 8) AS luck,
               (hashtext(a.id::text) & 7) + floor(random() * 8) > 4 + v.position %% 5 AS good
        FROM toetsen_attempt AS a,
             (SELECT qv.id, i.position FROM toetsen_questionversion AS qv
              JOIN toetsen_assessmentitem AS i ON i.question_id = qv.question_id
              WHERE i.assessment_id = %(assessment)s) AS v
        WHERE a.assessment_id = %(assessment)s
    ) AS numbers
    """,
)


def statistics() -> list[Figure]:
    assessment = make_assessment(
        questions=[question(f"bench-{n}") for n in range(1, QUESTIONS + 1)]
    )
    began = time.perf_counter()
    _fill(assessment)
    sys.stdout.write(f"answers made in {time.perf_counter() - began:.0f} s\n")
    _ = scipy.stats.skew  # loading the library happens once in a worker's life
    before = _most_memory()
    began, cpu = time.perf_counter(), time.process_time()
    found = assessment_figures(assessment, before=clock.now() + timedelta(days=1))
    took = time.perf_counter() - began
    cpu = time.process_time() - cpu
    _check(found)
    size = f"{PEOPLE:,} attempts x {QUESTIONS} items"
    remark = f"{before:.0f} MB of it before it began"
    return [
        Figure(
            f"statistics over {size}", took, 10, "s", f"{cpu:.1f} s of it this process"
        ),
        Figure("most memory of the process", _most_memory(), 500, "MB", remark),
    ]


def _fill(assessment: Assessment) -> None:
    parameters = {"people": PEOPLE, "assessment": assessment.pk}
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in FILL:
            cursor.execute(sql, parameters)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE toetsen_attempt, toetsen_attemptitem")


def _check(found: AssessmentFigures) -> None:
    """A fast answer that is wrong is none."""
    if found.whole is None or found.whole.attempts != PEOPLE:
        raise AssertionError("not every attempt was counted")
    if [len(q.options) for q in found.questions] != [3] * QUESTIONS:
        raise AssertionError("not every option was counted")


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE

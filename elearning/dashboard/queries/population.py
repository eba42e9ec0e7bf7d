"""The exact figures behind the grid: read at closing, shown to nobody.

A person counts once: on the newest path she was enrolled on, at the organisation of that enrolment.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from elearning.dashboard.enums import ItemKind
from elearning.dashboard.models import LearnerItem

HOME = """
WITH home AS (
    SELECT DISTINCT ON (actor) actor, code AS path, tenant,
           coalesce(done_month <= %(month)s, false) AS finished
    FROM dashboard_learneritem
    WHERE kind = 'path' AND first_month <= %(month)s
    ORDER BY actor, first_month DESC, first_statement DESC
), item AS (
    SELECT actor, kind, code,
           bool_or(coalesce(done_month <= %(month)s, false)) AS done,
           bool_or(coalesce(missed_month <= %(month)s, false)) AS missed
    FROM dashboard_learneritem
    WHERE kind <> 'path' AND first_month <= %(month)s
    GROUP BY actor, kind, code
)
"""
PEOPLE = (
    HOME
    + """
SELECT path, tenant, count(*), count(*) FILTER (WHERE finished)
FROM home GROUP BY path, tenant
"""
)
ITEMS = (
    HOME
    + """
SELECT path, tenant, kind, code, count(*), count(*) FILTER (WHERE done),
       count(*) FILTER (WHERE NOT finished), count(*) FILTER (WHERE done AND NOT finished)
FROM item JOIN home USING (actor)
WHERE kind IN ('module', 'assessment')
GROUP BY path, tenant, kind, code
"""
)
# Took the test of a module, passed it, and did not finish that module.
WITHOUT_MODULE = (
    HOME
    + """
SELECT path, tenant, count(*), count(*) FILTER (WHERE t.done)
FROM item t JOIN home USING (actor)
LEFT JOIN item m ON m.actor = t.actor AND m.kind = 'module' AND m.code = %(module)s AND m.done
WHERE t.kind = 'assessment' AND t.code = %(test)s AND m.actor IS NULL
GROUP BY path, tenant
"""
)
# A question left open counts as missed (toetsen, scoring). Who did not miss it was right each time.
ANSWERED = """
, answered AS (
    SELECT t.actor, t.done AS passed, q.actor IS NULL OR q.missed AS missed
    FROM item t
    LEFT JOIN item q ON q.actor = t.actor AND q.kind = 'question' AND q.code = %(question)s
    WHERE t.kind = 'assessment' AND t.code = %(test)s
)
"""
MISSED = (
    HOME
    + ANSWERED
    + """
SELECT path, count(*) FILTER (WHERE missed),
       count(*) FILTER (WHERE NOT missed AND NOT passed),
       count(*) FILTER (WHERE NOT missed AND NOT finished)
FROM answered JOIN home USING (actor) GROUP BY path
"""
)
RIGHT_WITHOUT_MODULE = (
    HOME
    + ANSWERED
    + """
SELECT path, count(*)
FROM answered a JOIN home USING (actor)
LEFT JOIN item m ON m.actor = a.actor AND m.kind = 'module' AND m.code = %(module)s AND m.done
WHERE NOT a.missed AND m.actor IS NULL
GROUP BY path
"""
)

Group = tuple[str, uuid.UUID]  # a path and the organisation (the tenant)


@dataclass(frozen=True)
class ItemTally:
    """Of one module or test: met it, done with it, and how many of each did not finish the path."""

    met: int = 0
    done: int = 0
    met_unfinished: int = 0
    done_unfinished: int = 0


@dataclass(frozen=True)
class QuestionTally:
    """Of one question about safety, on one path: how many who took its test ever missed it.

    And of those who did not: how many did not pass the test, did not finish the path, and, by its
    code, did not finish a module that holds the test.
    """

    missed: int = 0
    right_unpassed: int = 0
    right_unfinished: int = 0
    right_without: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Population:
    """Everybody at the end of a month, tallied by path and organisation.

    `people`: how many, and how many of them finished. `items` by kind and code. `without_module`
    by test and module: took the test, and passed it, without finishing the module that holds it.
    `questions` by test and question, by path.
    """

    people: dict[Group, tuple[int, int]]
    items: dict[tuple[str, str], dict[Group, ItemTally]]
    without_module: dict[tuple[str, str], dict[Group, tuple[int, int]]] = field(
        default_factory=dict
    )
    questions: dict[tuple[str, str], dict[str, QuestionTally]] = field(
        default_factory=dict
    )

    def item(self, kind: str, code: str, group: Group) -> ItemTally:
        return self.items.get((kind, code), {}).get(group, ItemTally())

    def groups_of(self, path: str) -> list[Group]:
        return [group for group in self.people if group[0] == path]


def population(
    month: date,
    *,
    test_modules: Collection[tuple[str, str]] = (),
    test_questions: Iterable[tuple[str, str]] = (),
) -> Population:
    """The state at the end of `month` (its first day), from the rollups.

    `test_modules`: tests with the modules that hold them; `test_questions`: tests with their
    questions about safety. Two queries, one for each pair, and one for each module of a question.
    """
    people = {(r[0], r[1]): (r[2], r[3]) for r in _rows(PEOPLE, month)}
    items: dict[tuple[str, str], dict[Group, ItemTally]] = defaultdict(dict)
    for path, tenant, kind, code, *numbers in _rows(ITEMS, month):
        items[kind, code][path, tenant] = ItemTally(*numbers)
    without_module = {
        (test, module): {
            (row[0], row[1]): (row[2], row[3])
            for row in _rows(WITHOUT_MODULE, month, test=test, module=module)
        }
        for test, module in test_modules
    }
    modules_of: dict[str, list[str]] = defaultdict(list)
    for test, module in test_modules:
        modules_of[test].append(module)
    questions = {
        (test, question): _question(month, test, question, modules_of[test])
        for test, question in test_questions
    }
    return Population(people, dict(items), without_module, questions)


def _question(
    month: date, test: str, question: str, modules: Iterable[str]
) -> dict[str, QuestionTally]:
    """By path."""
    asked = {"test": test, "question": question}
    without: dict[str, dict[str, int]] = defaultdict(dict)
    for module in modules:
        for path, number in _rows(RIGHT_WITHOUT_MODULE, month, module=module, **asked):
            without[path][module] = number
    return {
        path: QuestionTally(*numbers, without[path])
        for path, *numbers in _rows(MISSED, month, **asked)
    }


def paths_seen(month: date) -> set[str]:
    """The codes of the paths that anybody was on by the end of `month`. One query."""
    return set(
        LearnerItem.objects.filter(kind=ItemKind.PATH, first_month__lte=month)
        .values_list("code", flat=True)
        .distinct()
    )


def _rows(sql: str, month: date, **parameters: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"month": month, **parameters})
        return list(cursor.fetchall())

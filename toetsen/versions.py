"""Versions of questions, read once per process: what was published never changes (ADR 0033, 0039)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from elearning.core.database import Given, Prepared, any_of
from toetsen.models import Attempt, AttemptItem, QuestionVersion

# With when it was made, so that a number which comes back in another database is another version.
Key = tuple[int, datetime]

ENTRIES = 2000
_known: dict[Key, QuestionVersion] = {}


def _items() -> QuerySet[AttemptItem]:
    of_one = AttemptItem.objects.filter(attempt=Given("attempt"))
    return of_one.annotate(version_made_at=F("version__made_at"))


_ALL = Prepared(_items)
_TWO = Prepared(lambda: _items().filter(position__in=[Given("first"), Given("second")]))
_NEWEST = Prepared(
    lambda: (
        QuestionVersion.objects.filter(any_of("question_id", "questions"))
        .order_by("question_id", "-number")
        .distinct("question_id")
        .values_list("question_id", "pk", "made_at")
    )
)


def shown_items(attempt: Attempt) -> list[AttemptItem]:
    """The questions of an attempt with the version that was shown, in order.

    One query; a second for versions this process never met. The versions are shared by all
    requests: of their question only the code is there, for that stays as it is.
    """
    return _with_versions(attempt, _ALL.all(attempt=attempt.pk))


def item_and_next(attempt: Attempt, position: int) -> list[AttemptItem]:
    """Of `shown_items` the one at `position` (from 1) and the one after it, as far as there are."""
    found = _TWO.all(attempt=attempt.pk, first=position, second=position + 1)
    return _with_versions(attempt, found)


def newest_versions(questions: Iterable[int]) -> dict[int, QuestionVersion]:
    """The version that is shown from now on by its question's key, as `shown_items` knows it."""
    rows = _NEWEST.rows(questions=list(questions))
    versions = _versions({(pk, made_at) for _question, pk, made_at in rows})
    return {question: versions[pk, made_at] for question, pk, made_at in rows}


def _with_versions(attempt: Attempt, found: list[AttemptItem]) -> list[AttemptItem]:
    versions = _versions({(item.version_id, item.version_made_at) for item in found})  # type: ignore[attr-defined]
    for item in found:
        item.attempt = attempt
        item.version = versions[item.version_id, item.version_made_at]  # type: ignore[attr-defined]
    return found


def _versions(keys: set[Key]) -> dict[Key, QuestionVersion]:
    # Another thread may empty what is known between two looks at it.
    looked = {key: _known.get(key) for key in keys}
    versions = {key: version for key, version in looked.items() if version}
    return versions | _read(keys - versions.keys())


def _read(keys: set[Key]) -> dict[Key, QuestionVersion]:
    if not keys:
        return {}
    rows = QuestionVersion.objects.filter(pk__in=[pk for pk, _made_at in keys])
    rows = rows.select_related("question").only(
        *("question_id", "number", "kind", "data", "goal_code", "critical", "made_at"),
        "question__code",
    )
    read = {(version.pk, version.made_at): version for version in rows}
    if len(_known) + len(read) > ENTRIES:
        _known.clear()
    _known.update(read)
    return read

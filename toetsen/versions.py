"""Versions of questions, read once per process: what was published never changes (ADR 0033, 0039)."""

from datetime import datetime

from django.db.models import F, QuerySet

from toetsen.models import AttemptItem, QuestionVersion

# With when it was made, so that a number which comes back in another database is another version.
Key = tuple[int, datetime]

ENTRIES = 2000
_known: dict[Key, QuestionVersion] = {}


def with_versions(items: QuerySet[AttemptItem]) -> list[AttemptItem]:
    """`items` with what was shown, in one query; a second for versions this process never met.

    The versions are shared by all requests: of their question only the code is
    there, for that stays as it is.
    """
    found = list(items.annotate(version_made_at=F("version__made_at")))
    keys = {(item.version_id, item.version_made_at) for item in found}
    # Another thread may empty what is known between two looks at it.
    looked = {key: _known.get(key) for key in keys}
    versions = {key: version for key, version in looked.items() if version}
    versions |= _read(keys - versions.keys())
    for item in found:
        item.version = versions[item.version_id, item.version_made_at]
    return list(found)  # without what was annotated in its type


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

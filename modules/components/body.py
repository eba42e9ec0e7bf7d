"""A body rendered once and kept (decision 9): nothing personal, no form and no nonce inside.

The kept HTML is good as long as what it was made from: the same content, the same records and
linked pages unchanged, and no record expired since. That takes one query to know.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks.stream_block import StreamValue

from elearning.core import clock
from elearning.knowledge import queries as knowledge
from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact, Source
from modules.components.notes import CODES, TERMS, Notes

KEPT_FOR = 7 * 24 * 3600
FOR_PATHS = "for_paths"
# Of what the HTML is made, beside the content: code, templates and translations.
MADE_BY = (
    ("modules/blocks", "*.py"),
    ("modules/components", "*.py"),
    ("modules/templates/modules/blocks", "*.html"),
    ("modules/locale", "*.po"),
    ("themes", "*.py"),
    ("themes/templates/components", "*.html"),
    ("themes/locale", "*.po"),
)

# What tells whether a row changed, by table; the fourth column is the day it expires.
CHANGES = {
    "knowledge_fact": "updated_at::text, kind, review_by",
    "knowledge_source": "updated_at::text, kind, review_by",
    "knowledge_helpcontact": "updated_at::text, kind, review_by",
    "knowledge_glossaryterm": "updated_at::text, '', NULL::date",
    "wagtailcore_page": "url_path || live || title, '', NULL::date",
    "wagtailimages_image": "file::text, '', NULL::date",
    "wagtaildocs_document": "file::text, '', NULL::date",
}

Dependencies = dict[str, list[int]]
Stamp = list[tuple[str, int, str, str, date | None]]


@dataclass(frozen=True, slots=True)
class Body:
    """`html` is safe to show; `waits_for_lawyer` says that a law it leans on is out of date."""

    html: SafeString
    waits_for_lawyer: bool
    block_ids: frozenset[str]
    # Which types of blocks are in it.
    kinds: frozenset[str] = frozenset()
    # Static files that make a block in it easier to use, never needed for it.
    scripts: tuple[str, ...] = ()
    # The same for learners of a path that a part of it is meant for, by the code of that path.
    opened: Mapping[str, SafeString] = field(default_factory=dict)

    def for_path(self, code: str) -> "Body":
        """As somebody on the path with this code reads it; "" for who is on none."""
        return replace(self, html=self.opened.get(code, self.html))


@dataclass(frozen=True, slots=True)
class _Kept:
    body: Body
    dependencies: Dependencies
    stamp: Stamp
    made_on: date
    good_until: date


def render_body(stream: StreamValue, *, key: str) -> Body:
    """The body of `stream`, from the cache where that is still good.

    `key` stands for page, field and content version: another content must give another key.
    """
    name = f"modules.body.{_made_by()}.{key}"
    kept: _Kept | None = cache.get(name)
    if kept is not None and _is_good(kept):
        return kept.body
    kept = _render(stream)
    cache.set(name, kept, KEPT_FOR)
    return kept.body


@lru_cache
def _made_by() -> str:
    """Another word for every release that could make another HTML: the cache outlives the process."""
    known = hashlib.sha256()
    for folder, pattern in MADE_BY:
        for file in sorted((settings.BASE_DIR / folder).rglob(pattern)):
            known.update(file.read_bytes())
    return known.hexdigest()[:16]


def _is_good(kept: _Kept) -> bool:
    if not kept.made_on <= clock.today() <= kept.good_until:
        return False
    return not kept.dependencies or _stamp(kept.dependencies) == kept.stamp


def _render(stream: StreamValue) -> _Kept:
    text = json.dumps(list(stream.raw_data), default=str)
    references = knowledge.references(CODES.findall(text))
    terms = knowledge.terms(slug for slug, _words in TERMS.findall(text))
    dependencies = _dependencies(stream, references, terms)
    stamp = _stamp(dependencies)
    notes = Notes(references, terms)
    parts = [_section(child, notes) for child in stream]
    opened = {path: _opened(stream, parts, notes, path) for path in _paths(stream)}
    today = clock.today()
    days = [row[4] for row in stamp if row[4] is not None and row[4] >= today]
    body = Body(
        html=_joined(parts),
        waits_for_lawyer=any(_is_expired_law(row, today) for row in stamp),
        block_ids=frozenset(child.id for child in stream if child.id),
        kinds=frozenset(child.block_type for child in stream),
        scripts=_scripts(stream),
        opened=opened,
    )
    return _Kept(body, dependencies, stamp, today, min(days, default=date.max))


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (made by our templates)


def _paths(stream: StreamValue) -> set[str]:
    """The codes of the paths that a part is meant for."""
    named = (child.value["paths"] for child in stream if child.block_type == FOR_PATHS)
    return {code for codes in named for code in codes}


def _opened(
    stream: StreamValue, parts: list[str], notes: Notes, path: str
) -> SafeString:
    return _joined(
        _section(child, notes, path) if child.block_type == FOR_PATHS else part
        for child, part in zip(stream, parts, strict=True)
    )


def _section(child: Any, notes: Notes, path: str = "") -> str:
    block_id = str(child.id)
    context = {"block_id": block_id, "path": path}
    html = notes.weave(child.render(context), block_id)
    return render_to_string(
        "modules/blocks/_section.html",
        {"block_id": block_id, "kind": child.block_type, "html": html},
    )


def _scripts(stream: StreamValue) -> tuple[str, ...]:
    """The `scripts` in the Meta of its blocks, each once."""
    found = (getattr(child.block.meta, "scripts", ()) for child in stream)
    return tuple(dict.fromkeys(name for names in found for name in names))


def _is_expired_law(row: tuple[str, int, str, str, date | None], today: date) -> bool:
    return row[3] == RecordKind.LAW and row[4] is not None and row[4] < today


def _dependencies(
    stream: StreamValue, references: Iterable[str], terms: dict[str, models.Model]
) -> Dependencies:
    found: dict[str, set[int]] = {}

    def add(model: type[models.Model], pk: Any) -> None:
        table = model._meta.db_table
        if table in CHANGES:
            found.setdefault(table, set()).add(int(pk))

    for model, pk, *_paths in stream.stream_block.extract_references(stream):
        add(model, pk)
    for term in terms.values():
        add(type(term), term.pk)
    codes = list(references)
    for fact in Fact.objects.filter(code__in=codes).values_list("pk", "sources"):
        add(Fact, fact[0])
        if fact[1]:
            add(Source, fact[1])
    for pk in Source.objects.filter(code__in=codes).values_list("pk", flat=True):
        add(Source, pk)
    return {table: sorted(pks) for table, pks in sorted(found.items())}


def _stamp(dependencies: Dependencies) -> Stamp:
    """What the rows are like now, in a fixed order. One query."""
    if not dependencies:
        return []
    parts = [
        # The table names and columns are the constants above; only ids are values.
        f"SELECT '{table}', id::bigint, {CHANGES[table]} FROM {table} WHERE id = ANY(%s)"  # noqa: S608
        for table in dependencies
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), list(dependencies.values()))
        return sorted(cursor.fetchall(), key=lambda row: row[:2])

"""Looking for words in lessons, cases, modules, terms and sources, in Dutch (ADR 0060)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    CharField,
    Exists,
    Expression,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    Window,
)
from django.db.models.functions import Cast, Coalesce, RowNumber
from modelsearch.backends.database.postgres.weights import get_sql_weights
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from elearning.knowledge.models import GlossaryTerm, Source
from modules.models import CasePage, InfoPage, LessonPage, ModulePage
from modules.queries.concept import concept_ids
from modules.queries.structure import address

MOST = 10
# So many are looked through for ten that may be shown, each once.
LOOKED_AT = 40
PAGES: tuple[type[Page], ...] = (ModulePage, LessonPage, CasePage, InfoPage)
# What is played or read, and so needs a sign-off.
SIGNED = (LessonPage, CasePage)
RECORDS = (GlossaryTerm, Source)

Best = dict[type[Model], list[int]]


@dataclass(frozen=True, slots=True)
class FoundPage:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, the best first, at most ten of a kind.

    `instead` are the terms of today for a term that was looked for and went out of use.
    """

    modules: list[FoundPage]
    lessons: list[FoundPage]
    cases: list[FoundPage]
    pages: list[FoundPage]
    terms: list[GlossaryTerm]
    sources: list[Source]
    instead: list[GlossaryTerm]

    @property
    def is_empty(self) -> bool:
        return not any(
            [
                self.modules,
                self.lessons,
                self.cases,
                self.pages,
                self.terms,
                self.sources,
            ]
        )


def search(words: str, *, with_concepts: bool) -> Found:
    """What fits `words`, or the term of today for it. Nothing of them is kept.

    Only what is published; content without a complete sign-off `with_concepts` only (product rule
    13). At most six queries, whatever there is.
    """
    instead = _terms_of_today(words)
    best = _best([words, *map(str, instead)])
    pages = _pages(best, with_concepts=with_concepts)
    return Found(
        modules=pages[ModulePage],
        lessons=pages[LessonPage],
        cases=pages[CasePage],
        pages=pages[InfoPage],
        terms=_records(GlossaryTerm, best),
        sources=_records(Source, best),
        instead=instead,
    )


def _terms_of_today(words: str) -> list[GlossaryTerm]:
    old = Q(term__iexact=words) | Q(slug__iexact=words)
    found = GlossaryTerm.objects.filter(old, replaced_by__isnull=False)
    return [term.replaced_by for term in found.select_related("replaced_by")]


def _best(sayings: Iterable[str]) -> Best:
    """The ids of what says all words of one of the `sayings`, of each kind the best. One query.

    Ranked as Wagtail's backend ranks: what the title says counts more, and more in a short one.
    """
    kinds = ContentType.objects.get_for_models(*PAGES, *RECORDS)
    query = reduce(or_, [SearchQuery(saying, config=_language()) for saying in sayings])
    entries = (
        IndexEntry.objects.alias(words=_all_words())
        .filter(words=query, content_type__in=kinds.values())
        .filter(Q(content_type__in=[kinds[one] for one in RECORDS]) | _is_live())
        .annotate(place=_place(query))
        .filter(place__lte=LOOKED_AT)
        .order_by("place")
    )
    best: Best = {model: [] for model in kinds}
    model_of = {kind.pk: model for model, kind in kinds.items()}
    for kind, pk in entries.values_list("content_type_id", "object_id"):
        best[model_of[kind]].append(int(pk))
    return best


def _language() -> str:
    return settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]


def _all_words() -> Expression:
    """As in the index (migration 0018), or the database would read every entry."""
    return Func(
        F("title"),
        F("body"),
        template="(%(expressions)s)",
        arg_joiner=" || ",
        output_field=IndexEntry._meta.get_field("body").__class__(),
    )


def _is_live() -> Exists:
    pages = Page.objects.live().alias(as_text=Cast("pk", CharField(max_length=50)))
    return Exists(pages.filter(as_text=OuterRef("object_id")).order_by())


def _place(query: SearchQuery) -> Window:
    weights = get_sql_weights()
    rank = SearchRank(F("title"), query, weights=weights) * F("title_norm")
    rank += SearchRank(F("body"), query, weights=weights)
    order = [rank.desc(), F("pk").desc()]
    return Window(RowNumber(), partition_by="content_type", order_by=order)


def _pages(best: Best, *, with_concepts: bool) -> dict[type[Model], list[FoundPage]]:
    """One page a key: what is used in more modules, or said in two languages, is one thing.

    Concepts are left out first, or one could stand in the place of a signed page with its key. Two
    queries at most.
    """
    wanted = [pk for model in PAGES for pk in best[model]]
    key = Coalesce(F("lessonpage__key"), F("casepage__key"))
    pages = Page.objects.filter(pk__in=wanted).annotate(key=key).order_by()
    known: dict[int, Any] = {
        page.pk: page for page in pages.only("title", "url_path", "live_revision")
    }
    signed = [known[pk] for model in SIGNED for pk in best[model]]
    hidden = set() if with_concepts or not signed else concept_ids(signed)
    return {
        model: _each_once(known[pk] for pk in best[model] if pk not in hidden)
        for model in PAGES
    }


def _each_once(pages: Iterable[Any]) -> list[FoundPage]:
    by_key: dict[Any, FoundPage] = {}
    for page in pages:
        found = FoundPage(title=page.title, url=address(page.url_path))
        by_key.setdefault(page.key or page.pk, found)
    return list(by_key.values())[:MOST]


def _records(model: type[Any], best: Best) -> list[Any]:
    known = model.objects.in_bulk(best[model][:MOST]) if best[model] else {}
    # The index may still name a record that was just deleted.
    return [known[pk] for pk in best[model][:MOST] if pk in known]

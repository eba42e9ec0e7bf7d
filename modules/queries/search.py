"""Looking for words in lessons, cases, modules, terms and sources, in Dutch."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText, SearchQuery

from elearning.knowledge.models import GlossaryTerm, Source
from modules.models import CasePage, InfoPage, LessonPage, ModulePage
from modules.queries.concept import concept_ids

MOST = 10
# So many are looked through for ten that may be shown, each once.
LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, the best first, at most ten of a kind.

    `instead` are the terms of today for a term that was looked for and went out of use.
    """

    modules: list[ModulePage]
    lessons: list[LessonPage]
    cases: list[CasePage]
    pages: list[InfoPage]
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
    13). At most nine queries, whatever there is.
    """
    instead = _terms_of_today(words)
    query = reduce(or_, [PlainText(text) for text in [words, *map(str, instead)]])
    return Found(
        modules=list(ModulePage.objects.live().search(query)[:MOST]),
        lessons=_steps(LessonPage, query, with_concepts),
        cases=_steps(CasePage, query, with_concepts),
        pages=list(InfoPage.objects.live().search(query)[:MOST]),
        terms=_records(GlossaryTerm, query),
        sources=_records(Source, query),
        instead=instead,
    )


def _terms_of_today(words: str) -> list[GlossaryTerm]:
    old = Q(term__iexact=words) | Q(slug__iexact=words)
    found = GlossaryTerm.objects.filter(old, replaced_by__isnull=False)
    return [term.replaced_by for term in found.select_related("replaced_by")]


def _steps(model: type[Page], query: SearchQuery, with_concepts: bool) -> list[Any]:
    """One page a key: what is used in more modules, or said in two languages, is one thing.

    Concepts are left out first, or one could stand in the place of a signed page with its key.
    """
    pages = model.objects.live().defer(*model.content_fields).search(query)
    found = list(pages[:LOOKED_AT])
    hidden = set() if with_concepts or not found else concept_ids(found)
    by_key: dict[Any, Any] = {}
    for page in found:
        if page.pk not in hidden:
            by_key.setdefault(page.key, page)
    return list(by_key.values())[:MOST]


def _records(model: type[index.Indexed], query: SearchQuery) -> list[Any]:
    return list(get_search_backend().search(query, model)[:MOST])

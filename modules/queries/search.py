"""Looking for words in lessons, modules, terms and sources, in Dutch."""

from dataclasses import dataclass
from typing import Any

from wagtail.search import index
from wagtail.search.backends import get_search_backend

from elearning.knowledge.models import GlossaryTerm, Source
from modules.models import InfoPage, LessonPage, ModulePage

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, the best first, at most ten of a kind."""

    modules: list[ModulePage]
    lessons: list[LessonPage]
    pages: list[InfoPage]
    terms: list[GlossaryTerm]
    sources: list[Source]

    @property
    def is_empty(self) -> bool:
        return not any(
            [self.modules, self.lessons, self.pages, self.terms, self.sources]
        )


def search(words: str) -> Found:
    """What fits `words`. Nothing of them is kept."""
    return Found(
        modules=list(ModulePage.objects.live().search(words)[:MOST]),
        lessons=list(LessonPage.objects.live().search(words)[:MOST]),
        pages=list(InfoPage.objects.live().search(words)[:MOST]),
        terms=_search(GlossaryTerm, words),
        sources=_search(Source, words),
    )


def _search(model: type[index.Indexed], words: str) -> list[Any]:
    return list(get_search_backend().search(words, model)[:MOST])

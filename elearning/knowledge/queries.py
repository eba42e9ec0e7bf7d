"""Reading facts and sources by their codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from elearning.knowledge.models import Fact, Source


@dataclass(frozen=True)
class Reference:
    """What a numbered note shows: what was said, by whom, when, and with which caveat."""

    code: str
    text: str
    publisher: str
    period: str
    caveat: str
    url: str
    kind: str
    review_by: date
    expired: bool


def references(codes: Iterable[str]) -> dict[str, Reference]:
    """The facts and sources with `codes` ('F-27', 'P-39', 'S1'), by code; unknown ones are absent.

    Three queries, however many codes.
    """
    wanted = set(codes)
    facts = Fact.objects.filter(code__in=wanted).prefetch_related("sources")
    sources = Source.objects.filter(code__in=wanted)
    return {
        **{source.code: _of_source(source) for source in sources},
        **{fact.code: _of_fact(fact) for fact in facts},
    }


def _of_source(source: Source) -> Reference:
    return Reference(
        code=source.code,
        text=source.title,
        publisher=source.publisher,
        period=source.published,
        caveat=source.caveat,
        url=source.url,
        kind=source.kind,
        review_by=source.review_by,
        expired=source.is_expired(),
    )


def _of_fact(fact: Fact) -> Reference:
    sources = list(fact.sources.all())
    return Reference(
        code=fact.code,
        text=fact.shown_text,
        publisher="; ".join(source.title for source in sources),
        period=fact.period,
        caveat=fact.caveat,
        url=next((source.url for source in sources if source.url), ""),
        kind=fact.kind,
        review_by=fact.review_by,
        expired=fact.is_expired(),
    )

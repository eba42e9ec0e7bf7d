"""Reading facts, sources and terms by their codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from elearning.knowledge.enums import ExpiryEffect
from elearning.knowledge.models import Fact, GlossaryTerm, Source


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
    checked_on: date
    effect: ExpiryEffect
    place: str = ""
    summary: str = ""


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


def terms(slugs: Iterable[str]) -> dict[str, GlossaryTerm]:
    """Glossary terms by slug; a term that was replaced gives the one to use instead. One query."""
    found = GlossaryTerm.objects.filter(slug__in=set(slugs)).select_related(
        "replaced_by"
    )
    return {term.slug: term.replaced_by or term for term in found}


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
        checked_on=source.checked_on,
        effect=source.expiry_effect(),
        summary=source.summary,
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
        checked_on=fact.checked_on,
        effect=fact.expiry_effect(),
        place=fact.place,
    )

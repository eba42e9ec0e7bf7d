"""What was signed off and what is still a concept (product rule 13)."""

from collections import defaultdict
from collections.abc import Collection
from functools import partial

from wagtail.models import Page

from elearning.enrolment.paths import PathInfo
from modules.enums import SignOffRole
from modules.models import PathPage, SignOff
from modules.queries.remembered import remembered
from modules.queries.structure import Step, module_pages_of, steps_by_module

# Two readers with lived experience, of different backgrounds (brief, 6.2); one of the others each.
READERS_NEEDED = 2


def concept_ids(pages: Collection[Page | Step]) -> set[int]:
    """The ids of those `pages` whose published revision lacks a complete, real sign-off. One query.

    Complete: an expert, two readers with lived experience, a legal reader and the chief editor.
    What was signed for the demo never counts (product rule 13). One revision may be that of more
    pages: an alias has that of its source.
    """
    revisions = {page.live_revision_id for page in pages} - {None}
    signed: dict[int | None, list[str]] = defaultdict(list)
    rows = SignOff.objects.filter(revision_id__in=revisions, is_demo=False)
    for revision_id, role in rows.values_list("revision_id", "role"):
        signed[revision_id].append(role)
    return {
        page.pk
        for page in pages
        if not _complete(signed.get(page.live_revision_id, []))
    }


@remembered(entries=2000)
def lacks_sign_off(revision_id: int | None) -> bool:
    """Whether a published revision lacks a complete, real sign-off. One query."""
    signed = SignOff.objects.filter(revision_id=revision_id, is_demo=False)
    return not _complete(list(signed.values_list("role", flat=True)))


def _complete(roles: list[str]) -> bool:
    readers = roles.count(SignOffRole.LIVED_EXPERIENCE_READER)
    return readers >= READERS_NEEDED and set(roles) == set(SignOffRole.values)


@remembered(entries=1)
def path_infos() -> list[PathInfo]:
    """Every published path as `enrolment` may know it, in the order of the tree."""
    return [_path_info(path) for path in PathPage.objects.live().order_by("path")]


def _path_info(path: PathPage) -> PathInfo:
    return PathInfo(
        key=path.key,
        code=path.code,
        title=path.neutral_title,
        audience=path.audience,
        minutes=path.minutes,
        open_to_all=path.open_to_all,
        pass_percentage=path.pass_percentage,
        concept=partial(holds_concept, path),
        url=path.url,
    )


def holds_concept(path: PathPage) -> bool:
    """Whether anything in the path is still being written or not signed off. Three queries."""
    modules = module_pages_of(path)
    found = steps_by_module([module.path for module in modules])
    steps = [step for steps in found.values() for step in steps]
    unwritten = any(
        module.being_written or not found[module.path] for module in modules
    )
    return unwritten or not steps or bool(concept_ids(steps))

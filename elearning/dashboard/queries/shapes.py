"""What a learning path is made of, as far as figures about it need to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from modules.models import AssessmentPage, PathPage
from modules.queries import module_pages_of
from toetsen.models import AssessmentItem


@dataclass(frozen=True)
class ModuleShape:
    code: str
    required: bool
    tests: tuple[str, ...]


@dataclass(frozen=True)
class PathShape:
    """The modules of a path in order, and the tests in them; empty for a path that is gone."""

    code: str
    modules: tuple[ModuleShape, ...] = ()

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t for m in self.modules for t in m.tests))

    @property
    def required_tests(self) -> frozenset[str]:
        return frozenset(t for m in self.modules if m.required for t in m.tests)


def path_shapes(seen: Iterable[str]) -> list[PathShape]:
    """Every published path, and those of `seen` that are no longer published, by code."""
    tests: dict[str, list[str]] = {}
    for path, code in AssessmentPage.objects.live().values_list(
        "path", "assessment_code"
    ):
        tests.setdefault(path[: -AssessmentPage.steplen], []).append(code)
    shapes = {
        page.code: PathShape(page.code, tuple(_modules(page, tests)))
        for page in PathPage.objects.live()
    }
    return sorted(
        (shapes | {c: PathShape(c) for c in seen if c not in shapes}).values(),
        key=lambda shape: shape.code,
    )


def critical_questions(tests: Iterable[str]) -> dict[str, list[str]]:
    """The codes of the questions about safety of each of `tests`, in their order. One query."""
    found: dict[str, list[str]] = {code: [] for code in tests}
    rows = AssessmentItem.objects.filter(
        assessment__code__in=found,
        assessment__sensitive=False,  # its answers are not recorded
        question__critical=True,
    ).order_by("position")
    for test, question in rows.values_list("assessment__code", "question__code"):
        found[test].append(question)
    return found


def _modules(page: PathPage, tests: dict[str, list[str]]) -> Iterable[ModuleShape]:
    """Its modules, without those that are being written: nobody can have finished them."""
    for module in module_pages_of(page):
        if not module.being_written:
            codes = tuple(tests.get(module.path, ()))
            yield ModuleShape(module.code, module.required, codes)

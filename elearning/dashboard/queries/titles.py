"""Neutral names for the codes in the grid."""

from collections.abc import Iterable
from dataclasses import dataclass

from modules.cases.definition import from_json
from modules.models import AssessmentPage, CaseVersion, ModulePage, PathPage
from modules.queries import module_pages_of
from toetsen.models import Assessment, QuestionVersion


@dataclass(frozen=True)
class Titles:
    paths: dict[str, str]
    modules: dict[str, list[tuple[str, str]]]
    tests: dict[str, list[tuple[str, str]]]
    questions: dict[str, str]
    flags: dict[str, str]
    unfinished: frozenset[str]

    def can_be_finished(self, path: str) -> bool:
        """False while a required module of the path is being written."""
        return path not in self.unfinished

    def path(self, code: str) -> str:
        return self.paths.get(code, code)

    def modules_of(self, path: str) -> list[tuple[str, str]]:
        """Code and name of the modules of a path, in its order."""
        return self.modules.get(path, [])

    def tests_of(self, path: str) -> list[tuple[str, str]]:
        return self.tests.get(path, [])

    def question(self, code: str) -> str:
        return self.questions.get(code, code)

    def flag(self, subject: str) -> str:
        return self.flags.get(subject, subject)


def read_titles(paths: Iterable[str]) -> Titles:
    """For the paths with these codes. Five queries and one for each path."""
    pages = list(PathPage.objects.live().filter(code__in=list(paths)))
    modules = {page.code: module_pages_of(page) for page in pages}
    return Titles(
        paths={page.code: page.neutral_title for page in pages},
        modules={
            code: [
                (m.code, f"{m.code.upper()} {m.neutral_title}")
                for m in found
                if not m.being_written
            ]
            for code, found in modules.items()
        },
        tests=_tests(modules),
        questions=_questions(),
        flags=_flags(),
        unfinished=frozenset(
            code
            for code, found in modules.items()
            if any(m.being_written and m.required for m in found)
        ),
    )


def _tests(
    modules: dict[str, list[ModulePage]],
) -> dict[str, list[tuple[str, str]]]:
    by_module: dict[str, list[str]] = {}
    pages = AssessmentPage.objects.live().order_by("path")
    for path, code in pages.values_list("path", "assessment_code"):
        by_module.setdefault(path[: -AssessmentPage.steplen], []).append(code)
    titles = dict(Assessment.objects.values_list("code", "title"))
    return {
        path: [
            (code, titles.get(code, code))
            for code in dict.fromkeys(
                c for m in found for c in by_module.get(m.path, ())
            )
        ]
        for path, found in modules.items()
    }


def _questions() -> dict[str, str]:
    """What each critical question now asks."""
    rows = QuestionVersion.objects.filter(question__critical=True).order_by("number")
    return {
        code: str(data.get("text", code))
        for code, data in rows.values_list("question__code", "data")
    }


def _flags() -> dict[str, str]:
    """The labels of red flags by the subject under which they are frozen."""
    versions = CaseVersion.objects.filter(counters__isnull=False).distinct()
    return {
        f"{case.code} {version.number} {scene.code} {flag.code}": flag.label
        for version in versions
        for case in [from_json(version.definition)]
        for scene in case.scenes
        for choice in scene.choices
        if (flag := choice.red_flag)
    }

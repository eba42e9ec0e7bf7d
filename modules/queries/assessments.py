"""What the page of a test says about it, as the test itself takes it."""

from modules.models import AssessmentPage, ModulePage
from modules.queries.remembered import remembered
from modules.queries.structure import address
from toetsen.drawing import Row


def rows_of(page: AssessmentPage) -> list[Row]:
    """The blueprint of the page as it is in memory; rows that are not whole are left out."""
    found = [child["value"] for child in page.blueprint.raw_data]
    return [
        Row(
            goal=str(one["goal"]),
            number=int(one["number"]),
            kind=one.get("kind") or "",
            critical=bool(one.get("critical")),
            path=one.get("path") or "",
        )
        for one in found
        if one.get("goal") and one.get("number")
    ]


def fixed_questions(page: AssessmentPage) -> list[int]:
    """The ids of the questions that the page names, in its order."""
    return [int(child["value"]) for child in page.questions.raw_data if child["value"]]


def module_above(page: AssessmentPage) -> ModulePage | None:
    """The module of the page; of one that is being made, where it will be."""
    parent = page.get_parent() if page.path else getattr(page, "made_under", None)
    found = parent.specific if parent is not None else None
    return found if isinstance(found, ModulePage) else None


def exemption_url(module: ModulePage) -> str:
    """The address of the test that exempts from the module; "" when there is none."""
    return _exemption_at(module.path)


@remembered(entries=200)
def _exemption_at(module_path: str) -> str:
    tests = AssessmentPage.objects.live().filter(
        exempts=True, depth=len(module_path) // AssessmentPage.steplen + 1
    )
    found = tests.filter(path__startswith=module_path).first()
    return address(found.url_path) if found else ""


def other_questions(page: AssessmentPage) -> dict[int, int]:
    """By the id of a heavy question that of the one that may be asked in its place."""
    rows = (row["value"] for row in page.other_questions.raw_data)
    return {row["question"]: row["instead"] for row in rows}

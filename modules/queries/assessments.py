"""What the page of a test says about it, as the test itself takes it."""

from modules.models import AssessmentPage
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

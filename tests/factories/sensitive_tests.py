"""A sensitive test: `proef` of four questions, the third and the fourth with another in their place."""

from modules.models import AssessmentPage
from tests.factories.modules import AssessmentPageFactory
from tests.factories.toetsen import make_assessment, question
from toetsen.models import Assessment, Question

HEAVY = ("proef-3", "proef-4")
OTHER = ("licht-3", "licht-4")


def make_questions() -> Assessment:
    """The test, and the bank with what may be asked in the place of its heavy questions."""
    make_assessment(
        "bank",
        questions=[
            question(OTHER[0], goal="M05.1"),
            question(OTHER[1], goal="M05.1", critical=True),
        ],
    )
    return make_assessment("proef")


def pairs(*codes: tuple[str, str]) -> list[tuple[str, dict[str, Question]]]:
    """Rows for `other_questions`, each (heavy, other) by code."""
    bank = {found.code: found for found in Question.objects.all()}
    return [
        ("other", {"question": bank[heavy], "instead": bank[other]})
        for heavy, other in codes
    ]


def make_sensitive_page(**fields: object) -> AssessmentPage:
    """A live page of the test, as its author would publish it; needs `make_questions`."""
    usual = {
        "assessment_code": "proef",
        "sensitive": True,
        "notice": "Twee vragen gaan over dreiging. Er komt geen geweld in beeld.",
        "other_questions": pairs(*zip(HEAVY, OTHER, strict=True)),
    }
    return AssessmentPageFactory(**{**usual, **fields})

"""A question may be approved when it may be published; the bank itself says when."""

from collections.abc import Iterator

from modules.publishing import Problem, checks
from toetsen.models import Question


@checks("toetsen.Question")
def check_question(question: Question) -> Iterator[Problem]:
    for problem in question.problems():
        yield Problem(str(problem), field=problem.field)

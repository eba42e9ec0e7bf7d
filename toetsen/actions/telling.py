"""What the record store hears of a test, and what its answers come to."""

from collections.abc import Iterable

from elearning.core import clock
from elearning.enrolment.queries import speaker
from elearning.xapi import vocabulary
from elearning.xapi.actions import record
from elearning.xapi.statements import (
    AssessmentFinished,
    Item,
    QuestionAnswered,
    Speaker,
)
from toetsen.models import Attempt, AttemptItem
from toetsen.queries import scored_items
from toetsen.scoring import Result, ScoredItem, result


def outcome_of(attempt: Attempt, scored: Iterable[AttemptItem]) -> Result:
    """What these answers make of the attempt by its own rule; `score` of each is filled in."""
    return result(
        [
            ScoredItem(
                item.version.goal_code,
                item.final_score or 0.0,
                item.version.critical,
                item.max_mark,
            )
            for item in scored
        ],
        pass_percentage=attempt.pass_mark,
        all_critical=attempt.assessment.all_critical,
    )


def tell(attempt: Attempt, items: list[AttemptItem], outcome: Result) -> None:
    """Record what was handed in: every answer (not of a sensitive test), and the result."""
    who = speaker(attempt.enrolment)
    test = Item(f"assessments/{attempt.assessment.code}", vocabulary.ASSESSMENT)
    if not attempt.assessment.sensitive:
        for item in items:
            _record_answer(who, attempt, item, test)
    record(
        AssessmentFinished(
            speaker=who,
            object=test,
            at=attempt.submitted_at or clock.now(),
            attempt=str(attempt.uuid),
            sensitive=attempt.assessment.sensitive,
            passed=outcome.passed,
            score=outcome.score,
            goals=outcome.goals,
            duration=(attempt.submitted_at or clock.now()) - attempt.started_at,
        )
    )


def tell_pass(attempt: Attempt, *, mark: str) -> None:
    """Record that an attempt is passed after all, beside what was recorded when it was handed in.

    `mark` says why, and tells the two statements apart.
    """
    outcome = outcome_of(attempt, scored_items(attempt))
    record(
        AssessmentFinished(
            speaker=speaker(attempt.enrolment),
            object=Item(
                f"assessments/{attempt.assessment.code}", vocabulary.ASSESSMENT
            ),
            at=clock.now(),
            attempt=f"{attempt.uuid}/{mark}",
            sensitive=attempt.assessment.sensitive,
            passed=True,
            score=outcome.score,
            goals=outcome.goals,
        )
    )


def _record_answer(
    who: Speaker, attempt: Attempt, item: AttemptItem, test: Item
) -> None:
    if not item.is_answered:
        return
    record(
        QuestionAnswered(
            speaker=who,
            object=Item(f"items/{item.version.question.code}", vocabulary.INTERACTION),
            at=attempt.submitted_at or clock.now(),
            attempt=str(attempt.uuid),
            parent=test,
            success=item.score == 1,
            score=item.score or 0.0,
            response=item.kind.xapi_response(item.version.data, item.response),
            interaction=item.kind.interaction(item.version.data),
        )
    )

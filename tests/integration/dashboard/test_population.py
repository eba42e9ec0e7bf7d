"""The exact figures of a month, read from the rollups: one row per person and thing met."""

import datetime
import uuid

import pytest

from elearning.dashboard.enums import ItemKind
from elearning.dashboard.queries.population import (
    ItemTally,
    QuestionTally,
    population,
)
from tests.factories.dashboard import LearnerItemFactory

pytestmark = pytest.mark.django_db

FEBRUARY, MARCH, APRIL = (datetime.date(2026, month, 1) for month in (2, 3, 4))
HERE = uuid.UUID(int=7)
OF_PATH = {ItemKind.PATH: "ll-a", ItemKind.MODULE: "m05"}
OF_TEST = {ItemKind.ASSESSMENT: "basistoets", ItemKind.QUESTION: "v04"}


def somebody(**did: dict[str, datetime.date]) -> None:
    """On the path since February; `did` says of what else when it was met, done or missed."""
    actor = uuid.uuid4()
    for number, (kind, code) in enumerate((OF_PATH | OF_TEST).items()):
        if kind == ItemKind.PATH or kind in did:
            LearnerItemFactory(
                actor=actor,
                tenant=HERE,
                kind=kind,
                code=code,
                activity_id=number + 1,
                **{"first_month": FEBRUARY, **did.get(kind, {})},
            )


DONE, MISSED, MET = {"done_month": MARCH}, {"missed_month": MARCH}, {}


@pytest.fixture(autouse=True)
def _everybody():
    somebody()  # enrolled
    somebody(assessment=MISSED, question=MISSED)
    somebody(assessment=MISSED)  # left the question open
    somebody(assessment=MISSED, question=DONE)  # failed by other questions
    somebody(assessment=DONE, question=DONE)
    somebody(assessment=DONE, question=DONE | MISSED)  # missed it the first time
    somebody(assessment=DONE, question=DONE, module=DONE)
    somebody(assessment=DONE, question=DONE, module=DONE, path=DONE)
    # Of April, and so not of this month.
    somebody(assessment={"first_month": APRIL, "done_month": APRIL})


def test_a_month_knows_who_met_and_did_what_by_its_end():
    found = population(
        MARCH,
        test_modules=[("basistoets", "m05")],
        test_questions=[("basistoets", "v04")],
    )

    group = ("ll-a", HERE)
    assert found.people == {group: (9, 1)}
    assert found.items == {
        (ItemKind.ASSESSMENT, "basistoets"): {group: ItemTally(7, 4, 6, 3)},
        (ItemKind.MODULE, "m05"): {group: ItemTally(2, 2, 1, 1)},
    }
    assert found.without_module == {("basistoets", "m05"): {group: (5, 2)}}


def test_of_a_question_it_knows_who_was_never_wrong_and_still_did_not_pass_or_finish():
    found = population(
        MARCH,
        test_modules=[("basistoets", "m05")],
        test_questions=[("basistoets", "v04")],
    )

    assert found.questions == {
        ("basistoets", "v04"): {
            "ll-a": QuestionTally(
                missed=3, right_unpassed=1, right_unfinished=3, right_without={"m05": 2}
            )
        }
    }

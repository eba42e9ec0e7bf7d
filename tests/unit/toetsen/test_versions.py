"""Versions of questions that a process knows by now."""

import pytest

from tests.factories.cast import make_cast
from tests.factories.toetsen import make_assessment
from toetsen import versions
from toetsen.actions import start_attempt
from toetsen.versions import shown_items

pytestmark = pytest.mark.django_db


class EmptiedMeanwhile(dict):
    """What another thread empties between a look whether something is there and taking it."""

    def __contains__(self, key: object) -> bool:
        return True


def test_versions_are_read_again_when_another_thread_forgets_them(monkeypatch) -> None:
    cast = make_cast()
    attempt = start_attempt(
        by=cast.bram, enrolment=cast.enrolment, assessment=make_assessment()
    )
    monkeypatch.setattr(versions, "_known", EmptiedMeanwhile())

    items = shown_items(attempt)

    assert [item.version.question.code for item in items] == [
        f"proef-{number}" for number in range(1, 5)
    ]

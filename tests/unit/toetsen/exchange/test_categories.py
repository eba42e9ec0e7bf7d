"""A category has no place in the bank, and that is said: once for each, whatever the file is."""

import pytest

from toetsen.exchange.items import MOST_QUESTIONS, UnreadableError
from toetsen.exchange.reading import read

GIFT = "$CATEGORY: geld\n\nEen {=a ~b}\n\n$CATEGORY: geld\n\n$CATEGORY: taal\n\nTwee {=a ~b}\n"
CATEGORY = "<question type='category'><category><text>%s</text></category></question>"
ASKED = (
    "<question type='truefalse'><name><text>Een</text></name>"
    "<questiontext><text>Een?</text></questiontext>"
    "<answer fraction='100'><text>true</text></answer>"
    "<answer fraction='0'><text>false</text></answer></question>"
)
MOODLE = (
    f"<quiz>{CATEGORY % 'geld'}{ASKED}{CATEGORY % 'geld'}{CATEGORY % 'taal'}</quiz>"
)


def test_every_category_of_gift_is_named_once_with_its_line() -> None:
    reading = read("gift", GIFT.encode())

    assert len(reading.items) == 2
    assert [str(remark) for remark in reading.left_behind] == [
        "regel 1: De categorie “geld” komt niet mee.",
        "regel 7: De categorie “taal” komt niet mee.",
    ]


def test_every_category_of_moodle_is_named_once() -> None:
    reading = read("moodle", MOODLE.encode())

    assert len(reading.items) == 1
    assert [str(remark) for remark in reading.left_behind] == [
        "De categorie “geld” komt niet mee.",
        "De categorie “taal” komt niet mee.",
    ]


@pytest.mark.parametrize(
    ("format_name", "content"),
    [("gift", "$CATEGORY: geld\n"), ("moodle", f"<quiz>{CATEGORY % 'geld'}</quiz>")],
)
def test_a_file_of_categories_only_holds_no_question(format_name, content) -> None:
    with pytest.raises(UnreadableError, match="geen vraag"):
        read(format_name, content.encode())


def test_more_categories_than_questions_may_be_are_refused() -> None:
    names = "".join(f"$CATEGORY: {n}\n" for n in range(MOST_QUESTIONS + 1))

    with pytest.raises(UnreadableError):
        read("gift", f"{names}\nEen {{=a ~b}}\n".encode())

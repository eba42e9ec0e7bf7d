"""A category of GIFT has no place in the bank, and that is said: once for each."""

from toetsen.exchange import gift


def test_every_category_is_named_once_with_its_line() -> None:
    text = "$CATEGORY: geld\n\nEen {=a ~b}\n\n$CATEGORY: geld\n\n$CATEGORY: taal\n\nTwee {=a ~b}\n"

    reading = gift.read(text)

    assert len(reading.items) == 2
    said = [remark.message for remark in reading.left_behind]
    assert [("geld" in one, "taal" in one) for one in said] == [
        (True, False),
        (False, True),
    ]

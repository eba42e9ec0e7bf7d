"""What Moodle cannot hold of a question that it does know, in GIFT as in XML."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from toetsen.exchange.items import Form, Item

# The shares that an answer may have there, in percent, with or without a minus:
# https://github.com/moodle/moodle, question/engine/bank.php, question_bank::fraction_options_full.
SHARES = (
    *(100.0, 90.0, 83.33333, 80.0, 75.0, 70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333),
    *(30.0, 25.0, 20.0, 16.66667, 14.28571, 12.5, 11.11111, 10.0, 5.0, 0.0),
)
WITH_SHARES = frozenset({Form.CHOICE, Form.SEVERAL, Form.TEXT})


def lost(item: Item) -> Iterator[str]:
    """What of `item` is not in a file for Moodle, in words."""
    shares = _unknown_shares(item)
    if shares:
        yield _(
            "Moodle has no answer that earns %(shares)s. Choose the nearest grade when you import."
        ) % {"shares": ", ".join(f"{share:.6g}%" for share in shares)}
    if item.form is Form.SEVERAL:
        yield _("That the question says how many are right.")
    if item.form is Form.TEXT:
        yield _("That accents make no difference.")


def _unknown_shares(item: Item) -> list[float]:
    """In percent, each once, from the first answer on."""
    if item.form not in WITH_SHARES:
        return []
    shares = (round(answer.share * 100, 5) for answer in item.answers)
    return [
        share
        for share in dict.fromkeys(shares)
        if all(abs(abs(share) - known) > 0.001 for known in SHARES)
    ]

"""Reading a file of any format."""

from django.utils.translation import gettext_lazy as _

from toetsen.exchange import gift, moodle, spreadsheet
from toetsen.exchange.decoding import check_size, text_of
from toetsen.exchange.items import MOST_ANSWERS, Item, Reading, Remark, UnreadableError

IMPORTS = {
    "gift": _("Moodle GIFT (.txt)"),
    "moodle": _("Moodle XML (.xml)"),
    "csv": _("Spreadsheet (.csv)"),
}


def read(format_name: str, content: bytes) -> Reading:
    """The questions in `content`, in one of IMPORTS; at most MOST_BYTES and MOST_QUESTIONS.

    Raises UnreadableError with every line or question that is wrong; nothing is taken then.
    """
    check_size(content)
    if format_name == "moodle":
        reading = moodle.read(content)
    elif format_name == "gift":
        reading = gift.read(text_of(content))
    else:
        reading = spreadsheet.read(text_of(content))
    if not reading.asked:
        raise UnreadableError(Remark(str(_("There is no question in this file."))))
    _check_codes(reading)
    _check_answers(reading)
    _say_names(reading)
    return reading


def _say_names(reading: Reading) -> None:
    """A question here has a code and no name: one that says something else stays behind."""
    message = str(_("The name of the question does not come along."))
    for item in reading.items:
        if not _says_so_already(item):
            reading.leave(message, item.place, item.name)


def _says_so_already(item: Item) -> bool:
    name, text = (" ".join(said.split()) for said in (item.name, item.text))
    begins = text.startswith(name.removesuffix("...").removesuffix("…").rstrip())
    return begins or name.lower() == item.code.lower()


def _check_answers(reading: Reading) -> None:
    message = _("There are more than %(most)d answers to this question.")
    many = [
        Remark(str(message) % {"most": MOST_ANSWERS}, item.place, item.name)
        for item in reading.items
        if len(item.answers) > MOST_ANSWERS
    ]
    if many:
        raise UnreadableError(*many)


def _check_codes(reading: Reading) -> None:
    seen: set[str] = set()
    twice = []
    for item in reading.items:
        code = item.code.lower()
        if code and code in seen:
            message = str(_("The code “%(code)s” is there twice.")) % {
                "code": item.code
            }
            twice.append(Remark(message, item.place, item.name))
        seen.add(code)
    if twice:
        raise UnreadableError(*twice)

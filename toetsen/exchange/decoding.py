"""Bytes to text, with the line that is not as it should be."""

from django.utils.translation import gettext as _

from toetsen.exchange.items import (
    MOST_BYTES,
    MOST_QUESTIONS,
    Remark,
    UnreadableError,
    line,
)


def check_size(content: bytes) -> None:
    """Raise UnreadableError for more than MOST_BYTES."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            Remark(
                _(
                    "The file is larger than 1.5 MB. At most %(most)d questions can come in at "
                    "once. Cut the file into parts."
                )
                % {"most": MOST_QUESTIONS}
            )
        )


def text_of(content: bytes) -> str:
    """The text in `content`: UTF-8, or UTF-16 that says so; lines end in a newline.

    Raises UnreadableError with the first line in another encoding, or with a character that a
    database cannot keep.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        at = content[: error.start].count(b"\n") + 1
        message = _("This is not in UTF-8. Save the file as UTF-8 and choose it again.")
        raise UnreadableError(Remark(message, line(at))) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        at = text[: text.index("\x00")].count("\n") + 1
        raise UnreadableError(
            Remark(_("There is a character in it that cannot be kept."), line(at))
        )
    return text

"""HTML to plain text: a question here has no markup."""

import re
from html import unescape

BREAKS = re.compile(r"<\s*(?:br\s*/?|/p|/li|/div)\s*>", re.I)
MARKUP = re.compile(r"<[a-z/!][^<>]*>", re.I)
SIMPLE = re.compile(r"<\s*/?\s*(?:p|br|div|span)\b[^<>]*>", re.I)

# What a database or XML itself cannot hold.
UNSAVABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def without_markup(text: str) -> tuple[str, bool]:
    """The text of `text`, and whether more than paragraphs was taken away."""
    lost = MARKUP.search(SIMPLE.sub("", text)) is not None
    return unescape(MARKUP.sub("", BREAKS.sub("\n", text))).strip(), lost

"""The plain markup of the files' texts, as the CMS stores it."""

import re

from django.utils.html import escape

STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def rich(text: str) -> str:
    """One paragraph's inside; notes and terms stay marked and are made into links when shown."""
    return STRONG.sub(r"<b>\1</b>", escape(text.strip()).replace("&#x27;", "'"))


def plain(text: str) -> str:
    """For fields without markup."""
    return STRONG.sub(r"\1", str(text).strip())


def paragraphs(text: str) -> str:
    return "".join(
        f"<p>{rich(part)}</p>" for part in re.split(r"\n\s*\n", text.strip())
    )

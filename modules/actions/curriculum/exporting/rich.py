"""Rich text of the CMS as the plain markup of the files, as far as that can say it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from modules.actions.curriculum.files import Data

HEADINGS, PARAGRAPHS, LISTS = {"h2"}, {"p"}, {"ul", "ol"}
BLOCKS = HEADINGS | PARAGRAPHS | LISTS | {"li"}
STRONG = {"b", "strong"}
WORDS = {
    "a": "a link",
    "i": "italics",
    "em": "italics",
    "h3": "a small heading",
    "embed": "something embedded",
    "br": "a line break",
    "hr": "a line",
}
ONLY_CODES = re.compile(r"^(\[[FPS]-?\d{1,3}\]\s*)+$")
CODE = re.compile(r"[FPS]-?\d{1,3}")


class UnsayableError(ValueError):
    """The files have no form for this; the message names what."""


@dataclass
class _Piece:
    """A heading, a paragraph, or a list with its lines."""

    tag: str
    text: str = ""
    lines: list[str] = field(default_factory=list)


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in STRONG:
            self._add("**")
        elif tag == "li":
            self.pieces[-1].lines.append("")
        elif tag in BLOCKS:
            if tag in LISTS and self._open_list():
                raise UnsayableError("a list within a list")
            self.pieces.append(_Piece(tag))
        else:
            raise UnsayableError(WORDS.get(tag, f"<{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        if tag in STRONG:
            self._add("**")
        elif tag in LISTS:
            self.pieces[-1].text = "closed"

    def handle_data(self, data: str) -> None:
        if (
            data.strip()
            or (self.pieces and not self._open_list())
            or (self._open_list() and self.pieces[-1].lines)
        ):
            self._add(data)

    def _open_list(self) -> bool:
        last = self.pieces[-1] if self.pieces else None
        return last is not None and last.tag in LISTS and not last.text

    def _add(self, text: str) -> None:
        if not self.pieces or (self.pieces[-1].tag in LISTS and not self._open_list()):
            self.pieces.append(_Piece("p"))
        last = self.pieces[-1]
        if last.tag in LISTS:
            last.lines[-1] += text
        else:
            last.text += text


def _pieces(html: str) -> list[_Piece]:
    """What the text is made of, in order; empty paragraphs are left out."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    for piece in parser.pieces:
        piece.text = _clean(piece.text)
        piece.lines = [line for line in map(_clean, piece.lines) if line]
    return [p for p in parser.pieces if (p.lines if p.tag in LISTS else p.text)]


def _clean(text: str) -> str:
    return " ".join(text.replace("****", "").split())


def sections(html: str) -> list[Data]:
    """The text as `text` blocks: a heading, paragraphs and a list each at most once, in order.

    Raises UnsayableError for what the files cannot say, such as a link.
    """
    made: list[Data] = []
    for piece in _pieces(html):
        _take(made, piece)
    for section in made:
        if section.get("paragraphs") == []:
            del section["paragraphs"]
    return made or [{"paragraphs": []}]


def _take(made: list[Data], piece: _Piece) -> None:
    """Put a piece into the last section, or into a new one when it does not fit there."""
    last = made[-1] if made else None
    if piece.tag in HEADINGS:
        made.append({"heading": piece.text, "paragraphs": []})
    elif piece.tag in LISTS:
        if last is None or "list" in last or "sources" in last:
            made.append(last := {"paragraphs": []})
        last["list"] = piece.lines
        if piece.tag == "ol":
            last["ordered"] = True
    elif last is not None and ONLY_CODES.match(piece.text) and "sources" not in last:
        last["sources"] = CODE.findall(piece.text)
    else:
        if last is None or "list" in last or "sources" in last:
            made.append(last := {"paragraphs": []})
        last["paragraphs"].append(piece.text)


def prose(html: str) -> str:
    """The text as paragraphs with an empty line between them; raises UnsayableError for the rest."""
    pieces = _pieces(html)
    if any(piece.tag not in PARAGRAPHS for piece in pieces):
        raise UnsayableError("a heading or a list in a short text")
    return "\n\n".join(piece.text for piece in pieces)

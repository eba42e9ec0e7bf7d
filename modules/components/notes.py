"""`[F-27]` and `[[slug|words]]` in a text become links to notes that open below the block.

Works on HTML that was rendered already, and only outside tags, so that every kind of block has
notes without knowing of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from elearning.knowledge.models import GlossaryTerm
from elearning.knowledge.queries import Reference

CODE = r"[FPS]-?\d{1,3}"
CODES = re.compile(rf"\[({CODE})\]")
TERMS = re.compile(r"\[\[([a-z0-9-]+)\|([^\[\]<>]+)\]\]")
MARKS = re.compile(rf"\[\[([a-z0-9-]+)\|([^\[\]<>]+)\]\]|\[({CODE})\]")
TAGS = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Note:
    """One note below a block; either a numbered source or a term."""

    anchor: str
    back: str
    number: int
    reference: Reference | None = None
    term: GlossaryTerm | None = None

    @property
    def label(self) -> str:
        """What the folded note says: who and when."""
        if self.reference is None:
            return self.term.term if self.term else ""
        return ", ".join(
            part for part in (self.reference.publisher, self.reference.period) if part
        )


@dataclass(slots=True)
class Notes:
    """Numbers the sources of one body in the order in which they appear."""

    references: Mapping[str, Reference]
    terms: Mapping[str, GlossaryTerm]
    numbers: dict[str, int] = field(default_factory=dict)

    def weave(self, html: str, block_id: str) -> SafeString:
        """`html` of one block with its marks as links, and its notes behind it."""
        notes: dict[str, Note] = {}
        woven = "".join(
            part if part.startswith("<") else self._link(part, block_id, notes)
            for part in TAGS.split(html)
        )
        if notes:
            context = {"notes": list(notes.values())}
            woven += render_to_string("modules/blocks/_notes.html", context)
        # Rendered by the blocks' templates and by format_html, so escaped already.
        return mark_safe(woven)  # noqa: S308

    def _link(self, text: str, block_id: str, notes: dict[str, Note]) -> str:
        def replace(match: re.Match[str]) -> str:
            slug, words, code = match.groups()
            if slug:
                return self._term_link(slug, words, block_id, notes)
            return self._source_link(code, match.group(0), block_id, notes)

        return MARKS.sub(replace, text)

    def _source_link(
        self, code: str, written: str, block_id: str, notes: dict[str, Note]
    ) -> str:
        reference = self.references.get(code)
        if reference is None:
            return written
        number = self.numbers.setdefault(code, len(self.numbers) + 1)
        first = code not in notes
        note = notes.setdefault(
            code,
            Note(
                anchor=f"noot-{block_id}-{number}",
                back=f"naar-{block_id}-{number}",
                number=number,
                reference=reference,
            ),
        )
        return format_html(
            '<sup class="note-mark"><a class="note-mark__link" href="#{}"{}'
            ' data-el-note aria-label="{}">{}</a></sup>',
            note.anchor,
            format_html(' id="{}"', note.back) if first else "",
            _("Source %(number)d") % {"number": number},
            number,
        )

    def _term_link(
        self, slug: str, words: str, block_id: str, notes: dict[str, Note]
    ) -> str:
        term = self.terms.get(slug)
        if term is None:
            return words
        first = slug not in notes
        note = notes.setdefault(
            slug,
            Note(
                anchor=f"begrip-{block_id}-{slug}",
                back=f"naar-{block_id}-{slug}",
                number=0,
                term=term,
            ),
        )
        # `words` comes out of HTML that was escaped when its block was rendered.
        return format_html(
            '<a class="term" href="#{}"{} data-el-note>{}</a>',
            note.anchor,
            format_html(' id="{}"', note.back) if first else "",
            mark_safe(words),  # noqa: S308
        )

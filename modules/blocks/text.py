"""Blocks of words: running text, conversation, lists to tick, tables, things to try.

In every text `[F-27]` or `[P-12]` becomes a numbered note and `[[slug|words]]` a glossary term;
`modules.components.notes` does that when the body is rendered.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

# Twenty pages of running text: more is a paste that went wrong, or a lesson of its own.
MOST = 50_000
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
SMALL_FEATURES = ["bold", "italic", "ol", "ul", "link"]
NOTES_HELP = _(
    "Write [F-27] or [P-12] for a source as a numbered note, and [[slug|words]] for a term."
)


class QuoteBlock(blocks.StructBlock):
    """One invented line of a conversation."""

    text = blocks.TextBlock(label=_("what is said"))
    speaker = blocks.CharBlock(label=_("who says it"), required=False)

    class Meta:
        template = "modules/blocks/quote.html"
        icon = "openquote"
        label = _("Line of a conversation")


class ChecklistBlock(blocks.StructBlock):
    """To print or tick; ticks live in the page's memory only."""

    title = blocks.CharBlock(label=_("title"))
    items = blocks.ListBlock(
        blocks.TextBlock(), label=pgettext_lazy("checklist", "items"), min_num=1
    )

    class Meta:
        template = "modules/blocks/checklist.html"
        icon = "list-ul"
        label = _("Checklist")


class TableBlock(blocks.StructBlock):
    """The first cell of each row is the row's header."""

    caption = blocks.CharBlock(label=_("caption"))
    head = blocks.ListBlock(blocks.CharBlock(), label=_("column headers"), min_num=2)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.TextBlock(required=False)),
        label=_("rows"),
        min_num=1,
        collapsed=True,
    )

    class Meta:
        template = "modules/blocks/table.html"
        icon = "table"
        label = _("Table")


class PracticeBlock(blocks.StructBlock):
    """A question to think about first; the model answer is folded away."""

    prompt = blocks.RichTextBlock(
        label=_("question"), features=SMALL_FEATURES, max_length=MOST
    )
    answer = blocks.RichTextBlock(
        label=_("model answer"), features=SMALL_FEATURES, max_length=MOST
    )

    class Meta:
        template = "modules/blocks/practice.html"
        icon = "help"
        label = _("Practice with model answer")


class DiaryBlock(blocks.StructBlock):
    """A place to write for oneself. Nothing of it ever leaves the page."""

    prompt = blocks.TextBlock(label=_("question to write about"))

    class Meta:
        template = "modules/blocks/diary.html"
        icon = "edit"
        label = _("Private diary")
        help_text = _("What learners write is never sent or stored.")


class TextBlocks(blocks.StreamBlock):
    """What may stand in any body, also inside a notice."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        features=FEATURES,
        max_length=MOST,
        help_text=NOTES_HELP,
        template="modules/blocks/text.html",
    )
    quote = QuoteBlock()
    table = TableBlock()
    checklist = ChecklistBlock()
    practice = PracticeBlock()

    class Meta:
        required = False

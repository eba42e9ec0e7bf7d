"""The body of a lesson: every block it may hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.media import AudioBlock, PictureBlock, VideoBlock
from modules.blocks.records import FigureBlock, HelpBlock, SourceBlock, TermBlock
from modules.blocks.text import DiaryBlock, TextBlocks


class NoticeBlock(blocks.StructBlock):
    """A heavy passage inside a lesson, with an equal alternative; both are folded, in any order."""

    about = blocks.TextBlock(label=_("what it is about"))
    not_shown = blocks.TextBlock(label=_("what is not shown"), required=False)
    passage = TextBlocks(label=_("the passage"))
    alternative = TextBlocks(
        label=_("equal alternative"), help_text=_("Counts the same.")
    )

    class Meta:
        template = "modules/blocks/notice.html"
        icon = "warning"
        label = _("Passage with a content notice")


class StepBlock(blocks.StructBlock):
    """A card that leads to a case, a test or another lesson."""

    page = blocks.PageChooserBlock(
        label=_("page"),
        page_type=["modules.LessonPage", "modules.CasePage", "modules.AssessmentPage"],
    )

    class Meta:
        template = "modules/blocks/step.html"
        icon = "link"
        label = _("Card to another part")


class LessonBody(TextBlocks):
    diary = DiaryBlock()
    figure = FigureBlock()
    source = SourceBlock()
    term = TermBlock()
    help = HelpBlock()
    notice = NoticeBlock()
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    step = StepBlock()

"""The body of a lesson: every block it may hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.decisions import (
    AssignmentBlock,
    DecisionTreeBlock,
    LiveSessionBlock,
)
from modules.blocks.for_paths import ForPathsBlock
from modules.blocks.hotspots import HotspotBlock
from modules.blocks.media import AudioBlock, PictureBlock, VideoBlock
from modules.blocks.practice import (
    CardsBlock,
    MarkingBlock,
    MatchBlock,
    OrderBlock,
    ScaleBlock,
)
from modules.blocks.records import FigureBlock, HelpBlock, SourceBlock, TermBlock
from modules.blocks.text import DiaryBlock, TextBlocks
from toetsen.enums import MomentKind


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


class MeasurementBlock(blocks.StructBlock):
    """The way to the statements about one's own work; who fills them in is done with the lesson."""

    moment = blocks.ChoiceBlock(
        label=_("when"),
        choices=[(m.value, m.label) for m in (MomentKind.BEFORE, MomentKind.AFTER)],
    )

    class Meta:
        template = "modules/blocks/measurement.html"
        icon = "form"
        label = _("Statements about one's own work")


class LessonBody(TextBlocks):
    diary = DiaryBlock()
    figure = FigureBlock()
    source = SourceBlock()
    term = TermBlock()
    help = HelpBlock()
    cards = CardsBlock()
    order = OrderBlock()
    match = MatchBlock()
    marking = MarkingBlock()
    scale = ScaleBlock()
    hotspot = HotspotBlock()
    decision_tree = DecisionTreeBlock()
    assignment = AssignmentBlock()
    live_session = LiveSessionBlock()
    notice = NoticeBlock()
    for_paths = ForPathsBlock()
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    step = StepBlock()
    measurement = MeasurementBlock()

"""Blocks that refer to a record of knowledge and hold no facts themselves (product rule 3)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from elearning.core.choosers import RecordBlock


class FigureBlock(blocks.StructBlock):
    fact = RecordBlock("knowledge.Fact", label=_("fact with a figure"))

    class Meta:
        template = "modules/blocks/figure.html"
        icon = "order"
        label = _("Figure card")


class SourceBlock(blocks.StructBlock):
    source = RecordBlock("knowledge.Source", label=_("source"))

    class Meta:
        template = "modules/blocks/source.html"
        icon = "doc-full"
        label = _("Source card")


class TermBlock(blocks.StructBlock):
    term = RecordBlock("knowledge.GlossaryTerm", label=_("term"))

    class Meta:
        template = "modules/blocks/term.html"
        icon = "info-circle"
        label = _("Glossary term")


class HelpBlock(blocks.StructBlock):
    contacts = blocks.ListBlock(
        RecordBlock("knowledge.HelpContact"),
        label=_("help contacts"),
        min_num=1,
    )

    class Meta:
        template = "modules/blocks/help.html"
        icon = "warning"
        label = _("Help card")

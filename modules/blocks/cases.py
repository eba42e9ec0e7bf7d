"""The blocks a case is written in: scenes with choices, and endings with rules."""

from wagtail import blocks


class CaseBody(blocks.StreamBlock):
    scene = blocks.StructBlock([("code", blocks.CharBlock())])


class EndingBody(blocks.StreamBlock):
    ending = blocks.StructBlock([("code", blocks.CharBlock())])

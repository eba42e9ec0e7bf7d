"""The blocks of a lesson."""

from wagtail import blocks


class LessonBody(blocks.StreamBlock):
    text = blocks.RichTextBlock()

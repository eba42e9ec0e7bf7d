"""Images, sound and film. Nothing plays by itself, and everything has words beside it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from modules.blocks.text import SMALL_FEATURES


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(
        label=_("image"), required=False, help_text=_("Empty: not drawn yet.")
    )
    alt = blocks.TextBlock(
        label=_("alternative text"),
        help_text=_("What somebody who cannot see the image needs to know."),
    )
    caption = blocks.TextBlock(label=_("caption"), required=False)

    class Meta:
        template = "modules/blocks/picture.html"
        icon = "image"
        label = _("Image")


class RecordingBlock(blocks.StructBlock):
    """What audio and video share: without a file it says so, and the transcript stands in."""

    title = blocks.CharBlock(label=_("title"))
    file = DocumentChooserBlock(
        label=_("file"), required=False, help_text=_("Empty: not recorded yet.")
    )
    minutes = blocks.IntegerBlock(label=_("minutes"), required=False, min_value=0)
    transcript = blocks.RichTextBlock(label=_("transcript"), features=SMALL_FEATURES)

    class Meta:
        template = "modules/blocks/recording.html"


class AudioBlock(RecordingBlock):
    class Meta:
        icon = "media"
        label = _("Audio")
        element = "audio"


class VideoBlock(RecordingBlock):
    captions = DocumentChooserBlock(
        label=_("captions (WebVTT file)"),
        required=False,
        help_text=_("Needed as soon as there is a film."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        element = "video"

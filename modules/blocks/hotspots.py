"""A picture to point at, with places in percent of its size (ADR 0037)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from modules.blocks.practice import (
    CHECK,
    WHY,
    Context,
    ExerciseBlock,
    marked_lines,
    said_afterwards,
)

# Static files, and their size in their own units.
DRAWINGS = {"modules/hotspots/overzicht-lotte.svg": (480, 536)}


def _percentage(label: Promise | str) -> blocks.FloatBlock:
    return blocks.FloatBlock(label=label, min_value=0, max_value=100)


def drawings() -> list[tuple[str, str]]:
    """The pictures to point at that come with the platform: address, and name."""
    return [(name, name.rpartition("/")[2]) for name in DRAWINGS]


class HotspotBlock(ExerciseBlock):
    """Places on a picture; the list of the same places is the way in for everybody."""

    prompt = blocks.TextBlock(label=pgettext_lazy("exercise", "question"), rows=2)
    drawing = blocks.ChoiceBlock(
        label=pgettext_lazy("exercise", "drawing"),
        choices=drawings,
        required=False,
        help_text=_("One that comes with the platform. Or choose an image below."),
    )
    image = ImageChooserBlock(label=_("image"), required=False)
    alt = blocks.TextBlock(
        label=_("alternative text"),
        rows=3,
        help_text=_("What somebody who cannot see the image needs to know."),
    )
    spots = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("what stands there"), rows=2)),
                ("x", _percentage(_("from the left, in percent"))),
                ("y", _percentage(_("from the top, in percent"))),
                ("width", _percentage(_("width, in percent"))),
                ("height", _percentage(_("height, in percent"))),
                (
                    "mark",
                    blocks.BooleanBlock(label=_("should be chosen"), required=False),
                ),
                (
                    "why",
                    blocks.TextBlock(
                        label=pgettext_lazy("exercise", "why"), rows=2, help_text=WHY
                    ),
                ),
            ],
            label_format="{text}",
        ),
        label=pgettext_lazy("exercise", "places"),
        min_num=2,
        max_num=9,
        collapsed=True,
    )
    feedback = said_afterwards()

    class Meta:
        template = "modules/blocks/hotspot.html"
        icon = "crosshairs"
        label = _("Point at a picture")
        scripts = (CHECK,)

    def shown(self, value: blocks.StructValue, name: str) -> Context:
        image = value["image"]
        width, height = DRAWINGS.get(value["drawing"] or "", (0, 0))
        if image:
            width, height = image.width, image.height
        spots = [*enumerate(value["spots"], 1)]
        return {
            "picture": image.file if image else value["drawing"],
            "width": width,
            "height": height,
            "radius": max(width // 34, 1),
            "regions": [
                {
                    "value": str(number),
                    "x": round(spot["x"] * width / 100),
                    "y": round(spot["y"] * height / 100),
                    "width": round(spot["width"] * width / 100),
                    "height": round(spot["height"] * height / 100),
                }
                for number, spot in spots
            ],
            "choices": [
                {"value": str(number), "label": spot["text"]} for number, spot in spots
            ],
            "lines": marked_lines(value["spots"], name),
        }

"""Pointing at places on a picture; a list of the same places is the way in for everybody."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from toetsen.question_types import several
from toetsen.question_types.base import (
    AT_LEAST_ONE_RIGHT,
    JSON,
    Content,
    Option,
    key_problems,
)
from toetsen.question_types.words import OPTION_FEEDBACK, Words

FOLDER = "toetsen/hotspots"
FILE = re.compile(r"[a-z0-9-]+\.(svg|png|jpg|webp)")
NO_PICTURE = gettext_noop("there is no such picture")
NO_ALT = gettext_noop("a picture needs a text for who cannot see it")
MOST = 9  # each has a number of one figure on the picture
TOO_MANY = gettext_noop("there may be nine at most")
OUTSIDE = gettext_noop("every place must lie within the picture")


class Picture(msgspec.Struct, forbid_unknown_fields=True):
    """A file in `static/toetsen/hotspots`, with its size in its own units."""

    file: str
    alt: str
    width: int
    height: int


class Region(Option):
    """A rectangle of the picture, in the units of its size; `text` says what is there."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


class HotspotContent(Content):
    picture: Picture
    regions: list[Region]


class Hotspot(several.Several[HotspotContent]):
    """Scored as `multiple`; with one right place it is one choice."""

    kind = "hotspot"
    label = _("Point at a picture")
    words = {
        "picture": Words(_("Picture")),
        "picture.file": Words(_("File"), _("A picture that comes with the platform.")),
        "picture.alt": Words(_("What can be seen"), rows=2),
        "picture.width": Words(_("Width")),
        "picture.height": Words(_("Height")),
        "regions": Words(_("Places")),
        "regions.text": Words(_("What is there"), rows=2),
        "regions.feedback": OPTION_FEEDBACK,
        "regions.x": Words(_("From the left")),
        "regions.y": Words(_("From the top")),
        "regions.width": Words(_("Width")),
        "regions.height": Words(_("Height")),
    }
    template = "question_types/hotspot.html"
    scripts = ("themes/js/hotspot.js",)
    content_type = HotspotContent

    def options(self, content: HotspotContent) -> Sequence[Option]:
        return content.regions

    def problems(self, content: HotspotContent) -> Iterator[str]:
        picture = content.picture
        yield from key_problems("regions", [region.key for region in content.regions])
        if len(content.regions) > MOST:
            yield f"regions: {TOO_MANY}"
        if not several.rights(content.regions):
            yield f"regions: {AT_LEAST_ONE_RIGHT}"
        yield from several.wrong_problems("regions", content.regions)
        if not all(_is_within(region, picture) for region in content.regions):
            yield f"regions: {OUTSIDE}"
        if not FILE.fullmatch(picture.file) or not finders.find(_path(picture)):
            yield f"picture.file: {NO_PICTURE}"
        if not picture.alt.strip():
            yield f"picture.alt: {NO_ALT}"

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        number = len(several.rights(content.regions))
        given = response or []
        return {
            "text": content.text,
            "hint": several.how_many(number),
            "picture": {
                **msgspec.to_builtins(content.picture),
                "path": _path(content.picture),
            },
            "regions": [
                {
                    "value": region.key,
                    "label": region.text,
                    "x": region.x,
                    "y": region.y,
                    "width": region.width,
                    "height": region.height,
                }
                for region in content.regions
            ],
            "several": number > 1,
            "chosen": given if number > 1 else (given[0] if given else None),
        }


def _path(picture: Picture) -> str:
    return f"{FOLDER}/{picture.file}"


def _is_within(region: Region, picture: Picture) -> bool:
    return (
        region.x >= 0
        and region.y >= 0
        and region.width > 0
        and region.height > 0
        and region.x + region.width <= picture.width
        and region.y + region.height <= picture.height
    )


handler = Hotspot()

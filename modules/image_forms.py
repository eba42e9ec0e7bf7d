"""Uploading a picture in the CMS: one that is cut off or broken is refused, with a reason.

Tried: Wagtail's own field only reads the head of a file. A head that is broken is an error page
there, and a picture that stops halfway is kept and shows grey.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Picture
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


def _pixels(f: Any) -> int:
    """How many pixels the head of a file promises; 0 when it does not say: others say why."""
    bomb = (Picture.DecompressionBombWarning, Picture.DecompressionBombError)
    try:
        f.seek(0)
        width, height = Picture.open(f).size
    except (OSError, SyntaxError, ValueError, *bomb):
        return 0
    finally:
        f.seek(0)
    return int(width * height)


class WholeImageField(WagtailImageField):
    def check_image_file_size(self, f: Any) -> None:
        """As Wagtail's. Also for a small file with a huge picture, before it fills the memory."""
        super().check_image_file_size(f)
        pixels = _pixels(f)
        if pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )

    def check_image_pixel_size(self, f: Any) -> None:
        """As Wagtail's. Raises ValidationError as well for a picture that cannot be read whole."""
        try:
            super().check_image_pixel_size(f)
            f.seek(0)
            Picture.open(f).load()
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(
                _(
                    "This picture is broken or not complete. Nothing has been stored. "
                    "Save it again and send it once more."
                ),
                code="broken",
            ) from error
        f.seek(0)


class WholeImageForm(BaseImageForm):
    file = WholeImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

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


class WholeImageField(WagtailImageField):
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

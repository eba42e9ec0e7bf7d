"""The forms of an author's tools around a case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.base import BlockField

from modules.block_errors import stream_error
from modules.blocks.cases import OneSceneBody
from modules.publishing import Problem


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A .json file of a case, exported here. At most 1 MB."),
        widget=forms.ClearableFileInput({"accept": ".json,application/json"}),
    )


class MirrorForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    neutral_title = forms.CharField(
        label=_("Neutral title"),
        max_length=120,
        help_text=_(
            "Stands in the tab, in mail and in overviews. Never names the topic."
        ),
    )
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Short and neutral, such as m06.")
    )


class SceneForm(forms.Form):
    """One scene. `place` is where it stands from 0, None for a new one; `scenes` how many there are."""

    scene = BlockField(OneSceneBody(), label=_("Scene"))
    place = forms.IntegerField(
        label=_("Place in the case"),
        min_value=1,
        required=False,
        help_text=_("1 is where the case begins. Empty: where it is, or last."),
    )

    def __init__(
        self, *args: Any, place: int | None, scenes: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].max_value = scenes + (place is None)
        self.found: ValidationError | None = None
        body = self.fields["scene"].block
        if "scene" not in self.initial:
            empty = body.child_blocks["scene"].get_default()
            self.initial["scene"] = StreamValue(body, [("scene", empty)])
        elif isinstance(self.initial["scene"], StructValue):
            self.initial["scene"] = StreamValue(
                body, [("scene", self.initial["scene"])]
            )

    def clean_scene(self) -> StructValue:
        """What the one scene in the stream says."""
        return self.cleaned_data["scene"][0].value

    def show_problems(self, found: Sequence[Problem]) -> None:
        """What is not right with the saved scene, at its fields; paths begin at `scene[0]`."""
        block = self.fields["scene"].block
        self.found = stream_error(block, found) if found else None

    @property
    def rendered_scene(self) -> SafeString:
        """The block's form with the errors at their place."""
        bound = self["scene"]
        errors = bound.errors
        if self.found and not self.is_bound:
            errors = ErrorList([self.found])
        value = bound.value()
        html: SafeString = self.fields["scene"].widget.render_with_errors(
            "scene", value, errors=errors
        )
        return html

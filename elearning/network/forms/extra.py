"""Form fields for the extra fields of an activity type, made from data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.network.enums import FieldKind
from elearning.network.extra_fields import MOST_NUMBER
from elearning.network.forms.small import DateInput

LINES = _("One on a line.")


def extra_field(spec: dict[str, Any]) -> forms.Field:
    """The form field of one extra field (`code`, `name`, `kind`, `max`, `options`)."""
    kind = FieldKind(spec["kind"])
    common = {"label": spec["name"], "required": False}
    if kind == FieldKind.NUMBER:
        return forms.IntegerField(**common, min_value=0, max_value=MOST_NUMBER)
    if kind == FieldKind.DATE:
        return forms.DateField(**common, widget=DateInput)
    if kind == FieldKind.BOOLEAN:
        return forms.BooleanField(**common)
    if kind == FieldKind.CHOICE:
        choices = [("", _("Not filled in")), *((it, it) for it in spec["options"])]
        return forms.ChoiceField(**common, choices=choices)
    if kind == FieldKind.TEXT:
        return forms.CharField(**common, max_length=spec["max"])
    hint = LINES if kind == FieldKind.LIST else ""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        **common, max_length=spec["max"], widget=area, help_text=hint
    )


def extra_value(spec: dict[str, Any], value: Any) -> Any:
    """What the form gave, as `check_extra` takes it."""
    if spec["kind"] == FieldKind.LIST:
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value


def extra_initial(
    fields: list[dict[str, Any]], extra: dict[str, Any]
) -> dict[str, Any]:
    """The stored values, as the form fields show them."""
    return {
        f"extra-{spec['code']}": _shown(extra[spec["code"]])
        for spec in fields
        if spec["code"] in extra
    }


def _shown(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value

"""What the form components need to know of a Django form: labels, hints and errors, linked."""

from typing import Any

from django.forms import BoundField, CheckboxInput, Select, Textarea, widgets

OPTION_WIDGETS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)
GROUP_WIDGETS = (*OPTION_WIDGETS, widgets.SplitDateTimeWidget, widgets.SelectDateWidget)


def describe_field(props: dict[str, Any]) -> dict[str, Any]:
    """`field` (a BoundField) in; its layout, widget, hint and errors out, tied by id."""
    field: BoundField = props["field"]
    hint_id = f"{field.auto_id}_hint" if field.help_text else ""
    error_id = f"{field.auto_id}_error" if field.errors else ""
    described_by = " ".join(filter(None, (hint_id, error_id)))
    return {
        "layout": _layout(field),
        "hint_id": hint_id,
        "error_id": error_id,
        "described_by": described_by,
        "control": _control(field, described_by),
        "options": _options(field),
        "optional_field": not field.field.required,
        "is_select": _is_single_select(field.field.widget),
        "is_radio": getattr(field.field.widget, "input_type", "") == "radio",
    }


def describe_errors(props: dict[str, Any]) -> dict[str, Any]:
    """`form` in; the errors of the whole form, each with the id of what it is about, out."""
    form = props["form"]
    fields = [
        {"id": _first_id(field), "label": field.label, "message": message}
        for field in form
        for message in field.errors
    ]
    return {
        "form_errors": list(form.non_field_errors()),
        "field_errors": fields,
        "has_errors": bool(form.errors),
    }


def _is_single_select(widget: widgets.Widget) -> bool:
    return isinstance(widget, Select) and not getattr(
        widget, "allow_multiple_selected", False
    )


def _layout(field: BoundField) -> str:
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, OPTION_WIDGETS):
        return "options"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "group" if isinstance(widget, GROUP_WIDGETS) else "input"


def _control(field: BoundField, described_by: str) -> str:
    widget = field.field.widget
    attrs: dict[str, Any] = {
        "class": f"{widget.attrs.get('class', '')} {_class(widget)}".strip()
    }
    if described_by:
        attrs["aria-describedby"] = described_by
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


def _class(widget: widgets.Widget) -> str:
    if isinstance(widget, Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, widgets.FileInput):
        return "file-input"
    return "utrecht-textbox utrecht-textbox--html-input"


def _options(field: BoundField) -> list[dict[str, Any]]:
    widget = field.field.widget
    if not isinstance(widget, OPTION_WIDGETS):
        return []
    return [
        {
            "id": option.id_for_label,
            "name": option.data["name"],
            "value": option.data["value"],
            "label": option.choice_label,
            "checked": option.data["selected"],
        }
        for option in field.subwidgets
    ]


def _first_id(field: BoundField) -> str:
    options = _options(field)
    return options[0]["id"] if options else field.id_for_label

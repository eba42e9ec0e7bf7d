import pytest
from django import forms

from themes.form_fields import describe_errors, describe_field


class Form(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals men je noemt.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField()
    secret = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("name", "input"),
        ("kind", "input"),
        ("way", "options"),
        ("days", "options"),
        ("agree", "checkbox"),
        ("secret", "hidden"),
    ],
)
def test_layout_follows_the_widget(name: str, layout: str):
    assert describe_field({"field": Form()[name]})["layout"] == layout


def test_control_is_tied_to_hint_and_error():
    form = Form({"name": ""})
    form.is_valid()

    described = describe_field({"field": form["name"]})

    assert described["described_by"] == "id_name_hint id_name_error"
    assert 'aria-describedby="id_name_hint id_name_error"' in described["control"]
    assert 'aria-invalid="true"' in described["control"]


def test_control_without_error_is_not_invalid():
    described = describe_field({"field": Form()["kind"]})

    assert "aria-invalid" not in described["control"]
    assert described["is_select"] is True


def test_checkboxes_are_not_radio_buttons():
    assert describe_field({"field": Form()["days"]})["is_radio"] is False
    assert describe_field({"field": Form()["way"]})["is_radio"] is True


def test_chosen_option_is_checked():
    options = describe_field({"field": Form({"way": "b"})["way"]})["options"]

    assert [(option["value"], option["checked"]) for option in options] == [
        ("a", False),
        ("b", True),
    ]


def test_errors_lead_to_the_first_control():
    form = Form({"name": "x", "kind": "a", "agree": "on", "secret": "s"})
    form.is_valid()

    assert describe_errors({"form": form})["field_errors"] == [
        {"id": "id_way_0", "label": "Way", "message": form.errors["way"][0]}
    ]

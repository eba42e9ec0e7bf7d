"""The six types as data, and what may be in their extra fields."""

import pytest
import yaml
from django.conf import settings

from elearning.core.exceptions import InvalidRequest
from elearning.network.actions import load_activity_types
from elearning.network.case_rules import case_rules
from elearning.network.extra_fields import check_extra
from elearning.network.models import ActivityType

FILE = settings.BASE_DIR / "modules/curriculum/network/activity_types.yaml"


@pytest.fixture
def loaded(db):
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    load_activity_types(data)
    return data


def test_load_activity_types_gives_the_six_of_the_brief(loaded):
    minutes = dict(ActivityType.objects.values_list("code", "minutes"))

    assert minutes == {
        "startbijeenkomst": 180,
        "kenniskring": 120,
        "masterclass": 150,
        "casuistiekoverleg": 90,
        "wederzijdse_stage": 450,
        "themabijeenkomst": 120,
    }


def test_load_activity_types_twice_changes_nothing(loaded):
    before = list(ActivityType.objects.values())

    load_activity_types(loaded)

    assert list(ActivityType.objects.values()) == before


def test_agendas_add_up_to_the_minutes_of_their_type(loaded):
    for kind in ActivityType.objects.all():
        assert sum(item["minutes"] for item in kind.agenda) == kind.minutes


def test_only_the_casuistiekoverleg_takes_case_forms_and_keeps_none_of_their_fields(
    loaded,
):
    kind = ActivityType.objects.get(takes_case_forms=True)

    assert (kind.code, kind.fields) == ("casuistiekoverleg", [])


def test_only_the_themabijeenkomst_keeps_no_names(loaded):
    kind = ActivityType.objects.get(names_attendance=False)

    assert kind.code == "themabijeenkomst"


def test_the_break_of_the_masterclass_is_a_break(loaded):
    agenda = ActivityType.objects.get(code="masterclass").agenda

    assert [it["item"] for it in agenda if it["is_break"]] == ["Pauze"]


def test_case_rules_are_the_seven_of_the_brief():
    assert [rule.number for rule in case_rules()] == [1, 2, 3, 4, 5, 6, 7]


def _field(kind, **fields):
    return {"code": "x", "name": "X", "kind": kind, "max": 5, "options": [], **fields}


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        (_field("text"), "abc", "abc"),
        (_field("number"), 12, 12),
        (_field("date"), "2027-01-15", "2027-01-15"),
        (_field("boolean"), False, False),
        (_field("choice", options=["a"]), "a", "a"),
        (_field("list"), ["a", " b ", ""], ["a", "b"]),
    ],
)
def test_check_extra_keeps_what_is_right(field, value, stored):
    assert check_extra([field], {"x": value}) == {"x": stored}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (_field("text"), "abcdef"),
        (_field("text"), 12),
        (_field("number"), -1),
        (_field("number"), "veel"),
        (_field("date"), "morgen"),
        (_field("boolean"), "ja"),
        (_field("choice", options=["a"]), "b"),
        (_field("list"), ["abcdef"]),
    ],
)
def test_check_extra_refuses_what_is_wrong(field, value):
    with pytest.raises(InvalidRequest):
        check_extra([field], {"x": value})


def test_check_extra_leaves_out_what_is_empty():
    assert check_extra([_field("text")], {"x": ""}) == {}

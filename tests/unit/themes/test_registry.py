import pytest

from themes.registry import Component, ComponentError, all_components, get, register


def test_name_that_is_taken_is_refused():
    with pytest.raises(ComponentError, match="already a component 'button'"):
        register(Component(name="button"))


def test_context_holds_defaults_props_and_empty_slots():
    component = Component(
        name="x", required=("a",), optional={"b": 2}, slots=("content", "footer")
    )

    assert component.context({"a": 1}, {"content": "c"}) == {
        "a": 1,
        "b": 2,
        "content": "c",
        "footer": "",
    }


def test_prepared_values_win():
    component = Component(
        name="x", required=("a",), prepare=lambda p: {"a": p["a"] * 2}
    )

    assert component.context({"a": 2}, {}) == {"a": 4}


def test_components_come_by_name():
    names = [component.name for component in all_components()]

    assert names == sorted(names)
    assert get("button").template_name == "components/button.html"

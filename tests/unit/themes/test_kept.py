"""`{% kept %}`: rendered once for the same values, and blind to everything else."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import mark_safe

from themes.kept import KeptHtml

COUNTED = "{% load kept %}{% kept word=word %}{{ word }}{% endkept %}"


def test_the_same_values_are_rendered_once():
    kept, rendered = KeptHtml(), []

    def render():
        rendered.append(1)
        return mark_safe(f"<p>{len(rendered)}</p>")

    assert [kept({"a": 1}, render) for _ in range(3)] == ["<p>1</p>"] * 3
    assert kept({"a": 2}, render) == "<p>2</p>"


def test_each_language_has_its_own():
    kept = KeptHtml()
    with translation.override("nl"):
        kept({}, lambda: mark_safe("ja"))
    with translation.override("en"):
        assert kept({}, lambda: mark_safe("yes")) == "yes"


def test_what_is_escaped_already_is_not_taken_for_what_is_not():
    template = Template(COUNTED)

    assert template.render(Context({"word": mark_safe("<b>")})) == "<b>"
    assert template.render(Context({"word": "<b>"})) == "&lt;b&gt;"


def test_at_most_so_many_are_kept():
    kept = KeptHtml(entries=3)
    for number in range(10):
        kept({"a": number}, lambda: mark_safe(""))

    assert len(kept._kept) <= 3


def test_nothing_that_is_not_named_gets_in():
    template = Template(
        "{% load kept %}{% kept %}{{ name }}{% csrf_token %}{% endkept %}"
    )

    assert template.render(Context({"name": "Bram", "csrf_token": "abc"})) == ""


def test_a_list_cannot_be_kept():
    with pytest.raises(TypeError):
        Template(COUNTED).render(Context({"word": ["a"]}))


def test_a_value_has_a_name():
    with pytest.raises(TemplateSyntaxError, match="not name=value"):
        Template("{% load kept %}{% kept word %}{% endkept %}")

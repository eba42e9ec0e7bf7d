"""`{% component %}`: what it checks when a template is compiled, and what it renders."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from themes import registry


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{% component %}", "A component has a name"),
        ("{% component button %}", "button must be a name between quotes"),
        ('{% component "buton" %}', "There is no component 'buton'"),
        ('{% component "button" %}', "needs label"),
        ('{% component "button" label="a" colour="red" %}', "has no prop colour"),
        ('{% component "button" label="a" label="b" %}', "has label twice"),
        ('{% component "button" "a" %}', "is not prop=value"),
        (
            '{% component "button" label="a" kind="big" %}',
            "kind is one of primary, secondary",
        ),
        (
            '{% component "alert" %}{% slot "foot" %}{% endslot %}{% endcomponent %}',
            "has no slot 'foot'",
        ),
        (
            '{% component "empty_state" title="a" %}{% slot "actions" %}{% endslot %}{% slot "actions" %}{% endslot %}{% endcomponent %}',
            "stands there twice",
        ),
        ('{% component "alert" %}', "Unclosed tag"),
        (
            '{% component "page_header" title="a" %}lost{% endcomponent %}',
            "has no slot 'content'",
        ),
    ],
)
def test_mistake_is_an_error_at_compile(source: str, complaint: str):
    with pytest.raises(TemplateSyntaxError, match=complaint):
        Template(source)


def test_choice_from_a_variable_is_checked_when_rendered():
    template = Template('{% component "button" label="a" kind=kind %}')

    with pytest.raises(Exception, match="kind is one of"):
        template.render(Context({"kind": "big"}))


def test_slot_outside_a_component_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="outside a component"):
        render('{% slot "content" %}{% endslot %}')


def test_props_are_escaped():
    html = render('{% component "button" label=label %}', label="<script>")

    assert "<span>&lt;script&gt;</span>" in html


def test_slot_sees_the_caller_and_escapes_it():
    html = render(
        '{% component "details" summary="Meer" %}<p>{{ word }}</p>{% endcomponent %}',
        word="a & b",
    )

    assert '<div class="details__content"><p>a &amp; b</p></div>' in html


def test_component_does_not_see_the_caller():
    html = render('{% component "card" title="a" %}{% endcomponent %}', href="/leak/")

    assert "/leak/" not in html


def test_component_in_a_slot_of_a_component():
    html = render(
        '{% component "card" title="a" %}x{% slot "footer" %}'
        '{% component "status_tag" label="klaar" kind="done" %}{% endslot %}{% endcomponent %}'
    )

    assert 'class="card__footer"><span class="nl-data-badge status-tag' in html
    assert html.index("card__content") < html.index("card__footer")


def test_attrs_write_attributes_and_leave_out_what_is_false():
    html = render(
        '{% component "link_button" label="a" href="#" attrs=attrs %}',
        attrs={"hx-get": "/x?a=1&b", "download": True, "rel": None, "hidden": False},
    )

    assert 'href="#" hx-get="/x?a=1&amp;b" download><span>' in html


def test_what_is_kept_is_rendered_once_for_the_same_words(monkeypatch):
    template = Template('{% component "icon" name=name %}')
    first = template.render(Context({"name": "exit"}))
    monkeypatch.setattr(registry.Component, "context", None)

    assert template.render(Context({"name": "exit"})) == first
    with pytest.raises(TypeError):
        template.render(Context({"name": "menu"}))


def test_text_that_is_html_already_is_another_word():
    template = Template('{% component "button" label=label %}')

    assert "&lt;b&gt;" in template.render(Context({"label": "<b>"}))
    assert "<b>" in template.render(Context({"label": mark_safe("<b>")}))


def test_what_may_change_meanwhile_is_rendered_again():
    template = Template('{% component "button" label="a" attrs=attrs %}')
    attrs = {"hidden": True}
    template.render(Context({"attrs": attrs}))
    attrs["hidden"] = False

    assert "hidden" not in template.render(Context({"attrs": attrs}))


def test_what_is_rendered_once_sees_no_token_of_a_form():
    kept = [one.name for one in registry.all_components() if one.kept]

    assert {"icon", "button"} <= set(kept)
    for name in kept:
        source = get_template(f"components/{name}.html").template.source
        assert "csrf_token" not in source
        assert "request" not in source

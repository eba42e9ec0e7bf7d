"""`{% component "button" label=_("Next") %}`, and the block form with slots."""

from collections.abc import Sequence

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    TextNode,
    Token,
    Variable,
)
from django.template.context import Context
from django.template.engine import Engine
from django.template.exceptions import TemplateSyntaxError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from themes import registry
from themes.kept import KeptHtml

register = template.Library()

# A component sees its own props and slots only; this is what it gets besides.
SHARED = ("csrf_token", "request")
MESSAGE_KINDS = {
    constants.SUCCESS: "success",
    constants.WARNING: "warning",
    constants.ERROR: "error",
}


class SlotNode(Node):
    """`{% slot "footer" %}…{% endslot %}`, rendered where its component wants it."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        raise TemplateSyntaxError(f"Slot '{self.name}' stands outside a component.")


class ComponentNode(Node):
    child_nodelists: Sequence[str] = ("nodelist",)

    def __init__(
        self,
        component: registry.Component,
        props: dict[str, FilterExpression],
        slots: dict[str, NodeList],
    ) -> None:
        self.component = component
        self.props = props
        self.slots = slots
        self.nodelist = NodeList(node for nodes in slots.values() for node in nodes)
        self.kept = KeptHtml() if component.kept and not slots else None
        self.is_alike = all(map(_is_constant, props.values()))

    def render(self, context: Context) -> SafeString:
        if self.kept and self.is_alike:
            return self.kept({}, lambda: self._html(context, self._said(context), ()))
        props = self._said(context)
        if self.kept is None or not all(map(_is_plain, props.values())):
            return self._html(context, props, SHARED)
        return self.kept(props, lambda: self._html(context, props, ()))

    def _said(self, context: Context) -> registry.Props:
        return {name: value.resolve(context) for name, value in self.props.items()}

    def _html(
        self, context: Context, props: registry.Props, shared_names: Sequence[str]
    ) -> SafeString:
        slots = {
            # Rendered by Django from the caller's template, so escaped already.
            name: mark_safe(nodes.render(context).strip())  # noqa: S308
            for name, nodes in self.slots.items()
        }
        shared = {name: context[name] for name in shared_names if name in context}
        own = context.new({**shared, **self.component.context(props, slots)})
        html = (
            Engine.get_default().get_template(self.component.template_name).render(own)
        )
        return mark_safe(html.strip())  # noqa: S308  rendered by Django, so escaped


@register.tag("slot")
def parse_slot(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "name" %}` directly inside a component."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError('A slot has one name: {% slot "footer" %}.')
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(_literal(bits[1]), nodelist)


@register.tag("component")
def parse_component(parser: Parser, token: Token) -> ComponentNode:
    """Check name, props and slots now; a mistake is an error when the template is compiled."""
    bits = token.split_contents()[1:]
    if not bits:
        raise TemplateSyntaxError('A component has a name: {% component "button" … %}.')
    try:
        component = registry.get(_literal(bits[0]))
        props = _props(parser, component, bits[1:])
        slots = _slots(parser, component) if component.slots else {}
    except registry.ComponentError as error:
        raise TemplateSyntaxError(str(error)) from error
    return ComponentNode(component, props, slots)


def _literal(bit: str) -> str:
    if len(bit) < 2 or bit[0] not in "\"'" or bit[-1] != bit[0]:
        raise TemplateSyntaxError(f"{bit} must be a name between quotes.")
    return bit[1:-1]


def _props(
    parser: Parser, component: registry.Component, bits: list[str]
) -> dict[str, FilterExpression]:
    props: dict[str, FilterExpression] = {}
    for bit in bits:
        name, equals, value = bit.partition("=")
        if not equals or not name.isidentifier():
            raise TemplateSyntaxError(
                f"Component '{component.name}': {bit} is not prop=value."
            )
        if name in props:
            raise TemplateSyntaxError(f"Component '{component.name}' has {name} twice.")
        props[name] = parser.compile_filter(value)
        if _is_constant(props[name]):
            component.check_choice(name, props[name].var)
    component.check_props(set(props))
    return props


def _is_constant(expression: FilterExpression) -> bool:
    return not expression.filters and not isinstance(expression.var, Variable)


def _is_plain(value: object) -> bool:
    """Whether it is its own name: what a list or a record says may change meanwhile."""
    return isinstance(value, str | int | float | None)


def _slots(parser: Parser, component: registry.Component) -> dict[str, NodeList]:
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    slots: dict[str, NodeList] = {}
    content = NodeList()
    for node in nodelist:
        if isinstance(node, SlotNode):
            component.check_slot(node.name)
            if node.name in slots:
                raise TemplateSyntaxError(f"Slot '{node.name}' stands there twice.")
            slots[node.name] = node.nodelist
        else:
            content.append(node)
    if any(not (isinstance(node, TextNode) and not node.s.strip()) for node in content):
        component.check_slot("content")
        slots.setdefault("content", content)
    return slots


@register.filter
def message_kind(message: Message) -> str:
    """The kind of alert for a Django message: its level, in our four words."""
    return MESSAGE_KINDS.get(message.level, "info")


@register.filter
def attributes(values: dict[str, object] | None) -> SafeString:
    """Further attributes of an element: True is a bare name, False and None are left out."""
    return format_html_join(
        "",
        " {}{}",
        (
            (name, "" if value is True else format_html('="{}"', value))
            for name, value in (values or {}).items()
            if value is not False and value is not None
        ),
    )

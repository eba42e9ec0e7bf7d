"""`{% kept name=value %}…{% endkept %}`: a piece of a page that is rendered once per process."""

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString

from themes.kept import KeptHtml

register = template.Library()


class KeptNode(Node):
    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self.html = KeptHtml()

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        # Its own context: what is not named cannot get in, so nothing personal is kept by mistake.
        return self.html(values, lambda: self.nodelist.render(context.new(values)))


@register.tag("kept")
def parse_kept(parser: Parser, token: Token) -> KeptNode:
    """The block sees the named values only, not the request; each must be hashable."""
    values = {}
    for bit in token.split_contents()[1:]:
        name, equals, value = bit.partition("=")
        if not equals or not name.isidentifier():
            raise TemplateSyntaxError(f"kept: {bit} is not name=value.")
        values[name] = parser.compile_filter(value)
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(values, nodelist)

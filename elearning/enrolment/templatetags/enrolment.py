"""How codes and trails are written."""

from django import template

register = template.Library()


@register.filter
def spaced_code(code: str) -> str:
    """BCDF3467 as BCDF-3467: easier to read from a wall and to type."""
    return f"{code[:4]}-{code[4:]}"


@register.simple_tag
def breadcrumb_items(label: str, href: str, here: str) -> list[tuple[str, str]]:
    """The trail of a page one step below `label`."""
    return [(label, href), (here, "")]

"""The list of all questions that stands beside each of them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from toetsen.enums import StepState
from toetsen.queries import Step

register = template.Library()

HERE = mark_safe(' aria-current="step"')
STEP = (
    '<li><a class="nl-link" href="{}"{}>{}</a>'
    ' <span class="test-outline__state">{}</span></li>'
)


@register.simple_tag
def outline_steps(steps: Iterable[Step], current: int) -> SafeString:
    """One `<li>` a step, the one at position `current` (from 1) marked as where one is.

    Not a loop in the template: with two dozen questions that is most of what their page renders,
    at every answer of everybody who sits an exam.
    """
    words = {state: str(state.label) for state in StepState}
    return format_html_join(
        "\n",
        STEP,
        (
            (
                step.url,
                HERE if step.position == current else "",
                step.name,
                words[step.state],
            )
            for step in steps
        ),
    )

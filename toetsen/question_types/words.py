"""What the parts of a question are called in its author's form."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Words:
    """`rows` is the height of a text; 0 for one line."""

    label: Promise | str
    help: Promise | str = ""
    rows: int = 0

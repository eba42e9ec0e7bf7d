"""The seven rules beside the case form: content, read once from the curriculum's data."""

from functools import cache
from typing import NamedTuple

import yaml
from django.conf import settings


class Rule(NamedTuple):
    number: int
    text: str


@cache
def case_rules() -> tuple[Rule, ...]:
    """The rules that the second reader ticks, in order (brief, 5.3)."""
    path = settings.BASE_DIR / "modules/curriculum/network/casus_rules.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Rule(rule["number"], rule["text"].strip()) for rule in data["rules"])

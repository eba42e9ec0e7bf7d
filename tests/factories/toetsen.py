"""Tests about safety at work, small enough to read."""

from typing import Any

from toetsen.actions import load_assessment
from toetsen.models import Assessment


def question(
    code: str, *, critical: bool = False, goal: str = "M01.1", right: str = "a"
) -> dict[str, Any]:
    """A question with options a, b and c, of which `right` is right."""
    return {
        "code": code,
        "type": "single",
        "goal": goal,
        "critical": critical,
        "text": f"Wat doe je bij {code}?",
        "options": [
            {"key": key, "text": f"{code}: stap {key}", "right": key == right}
            for key in ("a", "b", "c")
        ],
        "feedback": f"Daarom {right} bij {code}.",
        "sources": ["F-27"],
    }


def make_assessment(code: str = "proef", **changes: Any) -> Assessment:
    """A test of four questions, all with `a` right; the fourth is critical."""
    data = {
        "code": code,
        "title": "Proeftoets",
        "questions": [
            question(f"{code}-1"),
            question(f"{code}-2"),
            question(f"{code}-3", goal="M05.1"),
            question(f"{code}-4", goal="M05.1", critical=True),
        ],
    }
    return load_assessment({**data, **changes})

"""One question of every type, small enough to read; by kind, and for `judgement` by mode."""

from typing import Any

OPTIONS = [
    {"key": "a", "text": "Ik vraag door, alleen met haar.", "right": True},
    {"key": "b", "text": "Ik overleg met een collega.", "right": True},
    {"key": "c", "text": "Ik bel haar broer.", "feedback": "Dat kan gevaarlijk zijn."},
    {"key": "d", "text": "Ik doe niets."},
]
STEPS = [
    {"key": "a", "text": "Ik overleg met een deskundige.", "score": 1.0},
    {"key": "b", "text": "Ik schrijf op wat ik zag.", "score": 0.5},
    {"key": "c", "text": "Ik bel de familie.", "score": 0.0},
]
OWN: dict[str, dict[str, Any]] = {
    "single": {
        "options": [{**one, "right": one["key"] == "a"} for one in OPTIONS],
    },
    "multiple": {"options": OPTIONS},
    "order": {
        "items": [
            {"key": "a", "text": "Signalen in kaart"},
            {"key": "b", "text": "Overleg"},
            {"key": "c", "text": "Gesprek"},
            {"key": "d", "text": "Wegen"},
        ]
    },
    "match": {
        "pairs": [
            {"key": "a", "text": "Direct gevaar", "target": "x"},
            {"key": "b", "text": "Advies over een vermoeden", "target": "y"},
        ],
        "targets": [
            {"key": "x", "text": "112"},
            {"key": "y", "text": "Veilig Thuis"},
            {"key": "z", "text": "De buren"},
        ],
    },
    "hotspot": {
        "picture": {
            "file": "schuldenoverzicht.svg",
            "alt": "Een verzonnen overzicht van vijf schulden.",
            "width": 480,
            "height": 460,
        },
        "regions": [
            {"key": "a", "text": "Huur", "x": 24, "y": 64, "width": 432, "height": 70},
            {
                "key": "b",
                "text": "Lening voor een auto",
                "right": True,
                "x": 24,
                "y": 142,
                "width": 432,
                "height": 70,
            },
        ],
    },
    "judgement": {"steps": STEPS, "mode": "best"},
    "numeric": {"answer": 1250.5, "tolerance": 0.5, "unit": "euro"},
    "shorttext": {
        "answers": [
            {"key": "vt", "text": "Veilig Thuis", "variants": ["VT"]},
            {"key": "hulp", "text": "hulplijn", "score": 0.5},
            {"key": "pol", "text": "politie", "score": 0.0, "feedback": "Nog niet."},
        ]
    },
    "rewrite": {
        "original": "Mevrouw is onderdanig.",
        "example": "Mevrouw liet haar man alle vragen beantwoorden.",
        "points": ["Staat er alleen wat je zag?"],
    },
}


def data_of(kind: str, **changes: Any) -> dict[str, Any]:
    """The data of a question of type `kind`, as a version holds it."""
    return {
        "text": f"Vraag van het soort {kind}?",
        "feedback": "Daarom.",
        "sources": ["F-27"],
        **OWN[kind],
        **changes,
    }


def question_of(kind: str, code: str = "", **changes: Any) -> dict[str, Any]:
    """The same as a file of the curriculum says it."""
    return {
        "code": code or f"q-{kind}",
        "type": kind,
        "goal": "M01.1",
        **data_of(kind, **changes),
    }


def of_every_type() -> list[dict[str, Any]]:
    """Every type, with the three modes of `judgement`; 11 questions, 10 of which count."""
    return [
        *(question_of(kind) for kind in OWN),
        question_of("judgement", "q-ranked", mode="ranked"),
        question_of("judgement", "q-best-worst", mode="best_worst"),
    ]

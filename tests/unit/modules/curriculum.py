"""Reads the curriculum's files for the tests beside it: with the loader's own eyes, without a database."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from modules.actions.curriculum.files import read

MODULE_CODES = [f"M{number:02}" for number in range(19)] + ["M99"]
BLOCK_FIELDS = {
    "text": ({"paragraphs"}, {"heading", "list", "ordered", "sources"}),
    "figure": ({"fact"}, set()),
    "source": ({"source"}, set()),
    "term": ({"term"}, set()),
    "help": ({"contacts"}, set()),
    "notice": ({"about", "not_shown", "alternative"}, {"alternative_blocks"}),
    "checklist": ({"title", "items"}, set()),
    "diary": ({"prompt"}, set()),
    "image": ({"file", "alt"}, {"caption"}),
    "audio": ({"title", "transcript", "file"}, {"minutes"}),
    "video": ({"title", "transcript", "file"}, {"minutes"}),
    "practice": ({"prompt", "answer"}, set()),
    "table": ({"caption", "head", "rows"}, set()),
    "measurement": ({"moment"}, set()),
    "cards": ({"title", "cards"}, {"intro"}),
    "order": ({"prompt", "steps"}, {"feedback"}),
    "match": ({"prompt", "pairs"}, {"others", "feedback"}),
    "marking": ({"prompt", "parts"}, {"feedback"}),
    "scale": ({"title", "points", "situations"}, {"intro"}),
    "hotspot": ({"prompt", "drawing", "alt", "spots"}, {"feedback"}),
    "decision_tree": ({"title", "questions", "outcomes"}, {"intro"}),
    "assignment": ({"title", "task", "levels", "criteria"}, {"hand_in"}),
    "live_session": ({"title", "need", "parts", "alone"}, set()),
    "quiz_ref": ({"assessment"}, set()),
    "case_ref": ({"case"}, set()),
    "quote": ({"text", "speaker"}, set()),
    "for_paths": ({"paths", "title", "blocks"}, set()),
}
ROOT = Path(__file__).parents[3] / "modules" / "curriculum"


@cache
def load(name: str) -> dict:
    return read(name, ROOT)


def all_files() -> list[Path]:
    return sorted(ROOT.rglob("*.yaml"))


def walk(value: object) -> Iterator[object]:
    """Every value in a file, from the outside in."""
    yield value
    if isinstance(value, dict):
        for child in value.values():
            yield from walk(child)
    elif isinstance(value, list):
        for child in value:
            yield from walk(child)


def strings(value: object) -> list[str]:
    return [found for found in walk(value) if isinstance(found, str)]


FACTS = {fact["id"]: fact for fact in load("knowledge/facts.yaml")["facts"]}
SOURCES = {source["id"]: source for source in load("knowledge/sources.yaml")["sources"]}
CONTACTS = {
    contact["slug"]: contact
    for contact in load("knowledge/help_contacts.yaml")["contacts"]
}
GOALS = {goal["code"]: goal for goal in load("knowledge/goals.yaml")["goals"]}
TERMS = {term["slug"]: term for term in load("knowledge/glossary.yaml")["terms"]}
MODULES = {
    path.stem.upper(): load(f"modules/{path.name}")
    for path in (ROOT / "modules").glob("*.yaml")
}
CASES = {path.stem: load(f"cases/{path.name}") for path in (ROOT / "cases").glob("*")}
TESTS = {
    path.stem: load(f"assessments/{path.name}")
    for path in (ROOT / "assessments").glob("*")
}
PATHS = {path["code"]: path for path in load("paths.yaml")["paths"]}
PAGES = {page["slug"]: page for page in load("pages.yaml")["pages"]}
RECORDS = FACTS.keys() | SOURCES.keys()
FILES = all_files()
FILE_NAMES = [str(path.relative_to(ROOT)) for path in FILES]
CONTENT_FILES = [name for name in FILE_NAMES if not name.startswith("knowledge/")]


def blocks_in(value: object) -> list[dict]:
    return [
        block
        for block in walk(value)
        if isinstance(block, dict) and block.get("type") in BLOCK_FIELDS
    ]


def lessons_written() -> list[tuple[str, dict]]:
    return [
        (code, lesson)
        for code, module in sorted(MODULES.items())
        for lesson in module["lessons"]
        if lesson.get("blocks")
    ]

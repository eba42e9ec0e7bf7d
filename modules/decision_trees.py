"""A tree of questions as its author writes it, a list of questions and outcomes, made into a tree.

Pure: no database and no words for people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

# More than this is no help on a phone, and each is one deeper in the page.
MOST_QUESTIONS = 8


class Fault(Enum):
    KEY_TWICE = auto()
    TARGET_UNKNOWN = auto()
    UNREACHABLE = auto()
    LOOP = auto()
    TOO_DEEP = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """`node` is its place in the list, from 0; `answer` the place of an answer within it."""

    fault: Fault
    node: int
    answer: int | None = None
    detail: str = ""


@dataclass(slots=True)
class Node:
    """A question with answers, or an outcome with a title, a text and a tone."""

    key: str
    question: str = ""
    title: str = ""
    text: str = ""
    tone: str = "plain"
    answers: list["Answer"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    node: Node


Written = Mapping[str, Any]


def grow(questions: Sequence[Written], outcomes: Sequence[Written]) -> Node | None:
    """The tree under the first question; None when there are `findings`, or no question.

    A question has `key`, `question` and `answers` (`text`, `target`), an outcome `key`, `title`,
    `text` and `tone`. What several answers lead to stands under each of them.
    """
    if not questions or any(findings(questions, outcomes)):
        return None
    by_key = {str(one["key"]): one for one in [*questions, *outcomes]}
    return _node(by_key, str(questions[0]["key"]))


def _node(by_key: Mapping[str, Written], key: str) -> Node:
    written = by_key[key]
    node = Node(key=key)
    for name in ("question", "title", "text", "tone"):
        setattr(node, name, written.get(name) or getattr(node, name))
    node.answers = [
        Answer(answer["text"], _node(by_key, answer["target"]))
        for answer in written.get("answers", ())
    ]
    return node


def findings(
    questions: Sequence[Written], outcomes: Sequence[Written]
) -> Iterator[Finding]:
    """What is wrong; places count the questions first and the outcomes on from there."""
    nodes = [*questions, *outcomes]
    keys = [str(node["key"]) for node in nodes]
    yield from (
        Finding(Fault.KEY_TWICE, place, detail=key)
        for place, key in enumerate(keys)
        if key in keys[:place]
    )
    led_to = set(keys[:1])
    for place, question in enumerate(questions):
        for number, answer in enumerate(question.get("answers", ())):
            led_to.add(answer["target"])
            if answer["target"] not in keys:
                yield Finding(
                    Fault.TARGET_UNKNOWN, place, number, str(answer["target"])
                )
    yield from (
        Finding(Fault.UNREACHABLE, place, detail=key)
        for place, key in enumerate(keys)
        if key not in led_to
    )
    if questions:
        yield from _too_far(questions)


def _too_far(questions: Sequence[Written]) -> Iterator[Finding]:
    """The first question from which one comes back to it, or that lies too deep."""
    ways = {
        str(one["key"]): [answer["target"] for answer in one.get("answers", ())]
        for one in questions
    }
    places = {key: place for place, key in enumerate(ways)}
    open_ways = [[str(questions[0]["key"])]]
    while open_ways:
        way = open_ways.pop()
        if way[-1] in way[:-1]:
            yield Finding(Fault.LOOP, places[way[-1]], detail=way[-1])
            return
        if len(way) > MOST_QUESTIONS:
            yield Finding(Fault.TOO_DEEP, places[way[-1]], detail=way[-1])
            return
        open_ways += [[*way, target] for target in ways[way[-1]] if target in ways]

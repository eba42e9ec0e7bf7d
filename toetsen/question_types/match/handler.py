"""Matching: for each thing on the left the one on the right that goes with it."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from elearning.xapi.statements import Interaction
from toetsen.question_types.base import (
    JSON,
    Choice,
    Content,
    Empty,
    Form,
    QuestionType,
    Review,
    in_order,
    key_problems,
    known,
)
from toetsen.question_types.words import LETTER, Words

NO_TARGET = gettext_noop("each must go with one of the answers to choose from")


class Pair(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    text: str
    target: str


class Target(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    text: str


class MatchContent(Content):
    """`targets` may hold more than goes with anything, and one may go with several."""

    pairs: list[Pair]
    targets: list[Target]


class Match(QuestionType[MatchContent]):
    """Earns a share for each that is right. Counted per thing on the left: whether it was."""

    kind = "match"
    label = _("Match")
    words = {
        "pairs": Words(_("What gets an answer each")),
        "pairs.text": Words(_("Text"), rows=2),
        "pairs.target": Words(_("Letter of the answer that goes with it")),
        "targets": Words(_("Answers to choose from")),
        "targets.key": LETTER,
        "targets.text": Words(_("Text of the answer"), rows=2),
    }
    template = "question_types/match.html"
    content_type = MatchContent
    divides = False

    def problems(self, content: MatchContent) -> Iterator[str]:
        targets = [target.key for target in content.targets]
        yield from key_problems("pairs", [pair.key for pair in content.pairs])
        yield from key_problems("targets", targets)
        if any(pair.target not in targets for pair in content.pairs):
            yield f"pairs: {NO_TARGET}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        content = self.content(data)
        names = {pair.key: _name(pair.key) for pair in content.pairs}
        if not any(name in form for name in names.values()):
            return Empty.NOT_SENT
        targets = [target.key for target in content.targets]
        given = {key: form.get(name) for key, name in names.items()}
        return {k: known(v, targets) for k, v in given.items() if v} or Empty.CLEARED

    def complaint(self, data: JSON, response: JSON | None) -> str:
        missing = len(self.content(data).pairs) - len(response or {})
        if not missing:
            return ""
        return ngettext(
            "One has no answer yet. The rest is saved.",
            "%(number)s have no answer yet. The rest is saved.",
            missing,
        ) % {"number": missing}

    def score(self, data: JSON, response: JSON | None) -> float:
        return len(self.chosen(data, response)) / len(self.content(data).pairs)

    def choices(self, data: JSON) -> list[Choice]:
        pairs = self.content(data).pairs
        return [Choice(pair.key, pair.text, 1 / len(pairs)) for pair in pairs]

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        given = response or {}
        return [p.key for p in self.content(data).pairs if given.get(p.key) == p.target]

    def guess_score(self, data: JSON) -> float:
        return 1 / len(self.content(data).targets)

    def arranged(self, data: JSON, dice: Random) -> list[str]:
        """The answers to choose from, shuffled."""
        keys = [target.key for target in self.content(data).targets]
        dice.shuffle(keys)
        return keys

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        given = response or {}
        return {
            "text": content.text,
            "rows": [
                {"name": _name(p.key), "label": p.text, "selected": given.get(p.key)}
                for p in content.pairs
            ],
            "targets": [
                {"value": target.key, "label": target.text}
                for target in in_order(content.targets, shown)
            ],
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        given = response or {}
        texts = {target.key: target.text for target in content.targets}
        return Review(
            text=content.text,
            given=[
                f"{p.text}: {texts[given[p.key]]}"
                for p in content.pairs
                if p.key in given
            ],
            right=[f"{p.text}: {texts[p.target]}" for p in content.pairs],
            feedback=content.feedback,
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        content = self.content(data)
        return Interaction(
            type="matching",
            right=[_pairs({pair.key: pair.target for pair in content.pairs})],
            source=[pair.key for pair in content.pairs],
            target=[target.key for target in content.targets],
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return _pairs(response or {})

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        content = self.content(data)
        given = {pair.key: pair.target for pair in content.pairs}
        if not right:
            one = dice.choice(list(given))
            others = [t.key for t in content.targets if t.key != given[one]]
            given[one] = dice.choice(others)
        return {_name(key): [target] for key, target in given.items()}


def _name(key: str) -> str:
    return f"match_{key}"


def _pairs(given: dict[str, str]) -> str:
    return "[,]".join(f"{key}[.]{target}" for key, target in given.items())


handler = Match()

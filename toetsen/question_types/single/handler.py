"""One right answer, or one best step: the learner chooses one of a few options."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from elearning.core.exceptions import InvalidRequest
from toetsen.question_types.base import JSON, Choice, QuestionType


class Option(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    text: str
    right: bool = False
    feedback: str = ""


class Content(msgspec.Struct, forbid_unknown_fields=True):
    """`sources` are codes of facts and sources; `review_lesson` where to read it again."""

    text: str
    options: list[Option]
    feedback: str
    sources: list[str]
    review_lesson: dict[str, str | int] = {}


class SingleChoice(QuestionType):
    kind = "single"
    template = "toetsen/question_types/single.html"
    xapi_interaction = "choice"
    content_type = Content

    def check(self, data: JSON) -> list[str]:
        try:
            content = self._content(data)
        except msgspec.ValidationError as error:
            return [str(error)]
        keys = [option.key for option in content.options]
        problems = []
        if len(keys) < 2:
            problems.append("options: there must be at least two")
        if len(set(keys)) != len(keys):
            problems.append("options: every key may stand once")
        if sum(option.right for option in content.options) != 1:
            problems.append("options: exactly one must be right")
        if not content.sources:
            problems.append("sources: there must be at least one")
        return problems

    def read(self, data: JSON, form: Mapping[str, str]) -> JSON | None:
        key = form.get("choice")
        if not key:
            return None
        if key not in {option.key for option in self._content(data).options}:
            raise InvalidRequest(
                _("This answer does not belong to this question. Nothing was changed.")
            )
        return key

    def score(self, data: JSON, response: JSON | None) -> float:
        return float(
            any(o.right and o.key == response for o in self._content(data).options)
        )

    def choices(self, data: JSON) -> list[Choice]:
        return [
            Choice(o.key, o.text, float(o.right)) for o in self._content(data).options
        ]

    def context(self, data: JSON, response: JSON | None) -> dict[str, Any]:
        content = self._content(data)
        choices = [
            {"value": option.key, "label": option.text} for option in content.options
        ]
        return {"text": content.text, "choices": choices, "chosen": response}

    def feedback(self, data: JSON, response: JSON | None) -> dict[str, Any]:
        content = self._content(data)
        given = next(
            (option for option in content.options if option.key == response), None
        )
        right = next(option for option in content.options if option.right)
        return {
            "text": content.text,
            "given": given.text if given else None,
            "right": right.text,
            "feedback": " ".join(
                filter(None, [given.feedback if given else "", content.feedback])
            ),
            "sources": content.sources,
            "review_lesson": content.review_lesson,
        }

    def _content(self, data: JSON) -> Content:
        return msgspec.convert(data, Content)


handler = SingleChoice()

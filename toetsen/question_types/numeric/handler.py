"""A number to type, right within a tolerance."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from elearning.xapi.statements import Interaction
from toetsen.question_types.base import (
    JSON,
    Choice,
    Content,
    Empty,
    Form,
    QuestionType,
    Review,
    typed,
)
from toetsen.question_types.words import Words

MOST = 40  # characters that a number may take
NEGATIVE = gettext_noop("this cannot be less than nothing")
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
# 1.250 and 1.250,50 as they are written in Dutch.
THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


class NumericContent(Content):
    """Right is `answer`, and whatever differs from it by `tolerance` at most."""

    answer: float
    tolerance: float = 0.0
    unit: str = ""


class Numeric(QuestionType[NumericContent]):
    """The response is what was typed, also when it is no number: then it earns nothing."""

    kind = "numeric"
    label = _("A number")
    words = {
        "answer": Words(_("The right number")),
        "tolerance": Words(_("May differ by"), _("0 when it must be exact.")),
        "unit": Words(_("Unit"), _("Shown behind the field, such as euro.")),
    }
    template = "question_types/numeric.html"
    content_type = NumericContent

    def problems(self, content: NumericContent) -> Iterator[str]:
        if content.tolerance < 0:
            yield f"tolerance: {NEGATIVE}"

    def read(self, data: JSON, form: Form) -> JSON | Empty:
        return typed(form, most=MOST)

    def complaint(self, data: JSON, response: JSON | None) -> str:
        if number_of(response or "", self.content(data).unit) is not None:
            return ""
        return gettext("This is no number. Write only digits, such as 12 or 12,5.")

    def score(self, data: JSON, response: JSON | None) -> float:
        content = self.content(data)
        number = number_of(response or "", content.unit)
        if number is None:
            return 0.0
        # Floats of two decimals differ by less than this where they should not differ.
        return float(abs(number - content.answer) <= content.tolerance + 1e-9)

    def choices(self, data: JSON) -> list[Choice]:
        return []

    def chosen(self, data: JSON, response: JSON | None) -> list[str]:
        return []

    def context(
        self, data: JSON, response: JSON | None, shown: Sequence[str]
    ) -> dict[str, Any]:
        content = self.content(data)
        return {
            "text": content.text,
            "value": response or "",
            "unit": content.unit,
            "most": MOST,
        }

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        return Review(
            text=content.text,
            given=[response] if response else [],
            right=[_in_words(content)],
            feedback=content.feedback,
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        content = self.content(data)
        low, high = (
            content.answer - content.tolerance,
            content.answer + content.tolerance,
        )
        return Interaction(type="numeric", right=[f"{_plain(low)}[:]{_plain(high)}"])

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        number = number_of(response or "", self.content(data).unit)
        return "" if number is None else _plain(number)

    def example(self, data: JSON, *, right: bool, dice: Random) -> dict[str, list[str]]:
        content = self.content(data)
        wrong = content.answer + content.tolerance + dice.randint(1, 9)
        number = content.answer if right else wrong
        return {"answer": [_plain(number).replace(".", ",")]}


def number_of(text: str, unit: str = "") -> float | None:
    """The number that somebody typed in Dutch or with a decimal point; None when it is none.

    Spaces, a euro or percent sign and the unit may stand beside it. "1.250" is one thousand two
    hundred and fifty, "1.25" and "1,25" are one and a quarter.
    """
    bare = text.casefold().replace(unit.casefold(), "") if unit else text
    bare = re.sub(r"[\s€%]", "", bare).replace("\u2212", "-")
    if THOUSANDS.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    if NUMBER.fullmatch(bare):
        return float(bare.replace(",", "."))
    return None


def _plain(number: float) -> str:
    """Without a needless part behind the point: 12 and 12.5."""
    return f"{round(number, 6):g}" if abs(number) < 1e6 else f"{round(number, 6)}"


def _in_words(content: NumericContent) -> str:
    def said(number: float) -> str:
        whole = float(number).is_integer()
        return number_format(int(number) if whole else round(number, 6))

    right = f"{said(content.answer)} {content.unit}".strip()
    if not content.tolerance:
        return right
    return gettext("%(right)s (%(low)s to %(high)s is right as well)") % {
        "right": right,
        "low": said(content.answer - content.tolerance),
        "high": said(content.answer + content.tolerance),
    }


handler = Numeric()

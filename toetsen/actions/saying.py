"""Tests and questions as the files say them: what an author changed goes back there.

Reads only. It stands here because it is the other way of `loading`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from toetsen.actions.loading import OF_EVERY_QUESTION, AssessmentData, QuestionData
from toetsen.blocks import content_of, normal
from toetsen.models import Assessment, Question

Pair = tuple[dict[str, Any], dict[str, Any]]


def said_of_test(data: dict[str, Any]) -> Pair:
    """A test as its file says it and as it is now, each without its questions."""
    wanted = msgspec.convert(data, AssessmentData)
    rule = wanted.pass_rule
    old = _test(wanted, round(rule.min_fraction * 100), rule.all_critical_right)
    now = Assessment.objects.filter(code=wanted.code).first()
    if now is None or now.set_by_page:
        return old, old  # the page says how it is taken
    return old, _test(now, now.pass_percentage, now.all_critical)


def _test(said: Any, percent: int, all_critical: bool) -> dict[str, Any]:
    names = ("title", "intro", "feedback_passed", "feedback_failed")
    rule = {"min_fraction": percent / 100, "all_critical_right": all_critical}
    texts = {name: getattr(said, name).strip() for name in names}
    return {"sensitive": said.sensitive, "pass_rule": rule, **_filled(texts)}


def said_questions(data: dict[str, Any]) -> list[Pair]:
    """Each question of a file as it stands there and as it is published now, in order.

    Only a question that an author took up in the CMS can differ.
    """
    codes = [said["code"].lower() for said in data["questions"]]
    edited = Question.objects.filter(code__in=codes, latest_revision__isnull=False)
    rows = {question.code: question for question in edited.published()}
    return [_pair(said, rows.get(said["code"].lower())) for said in data["questions"]]


def _pair(said: dict[str, Any], row: Question | None) -> Pair:
    old = _question(said, QuestionData.content(said))
    if row is None:
        return old, old
    kind, content = content_of(row.body)
    now = {
        "code": said["code"],
        "goal": row.goal_code,
        "type": kind,
        "critical": row.critical,
        "review_by": row.review_by,
        "difficulty": row.difficulty,
        "language": row.language,
    }
    return old, _question(now, content)


def _question(said: Mapping[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """Both halves of a question, with what is empty or as usual left out."""
    whole = normal(said["type"], content)
    fixed = {name: said[name] for name in said if name in OF_EVERY_QUESTION}
    usual = {"difficulty": "", "language": "nl", "review_by": None}
    fixed = {name: v for name, v in fixed.items() if usual.get(name, ...) != v}
    return {"critical": False, **fixed, **_filled(whole)}


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in said.items() if one not in ("", None, [], {})}

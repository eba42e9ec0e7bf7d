"""The allow-list as typed events: what is not a field here cannot be recorded (design: xAPI).

Every event knows its verb, its object and, through `Speaker`, whose registration it belongs to.
Nothing in this file has a place for a name, an address, a response in a sensitive part, or text.
"""

import uuid
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

import msgspec
from django.conf import settings
from django.utils import timezone

from elearning.xapi import vocabulary as v

# The platform's own tenant: for people and meetings without an organisation.
PLATFORM_TENANT = uuid.UUID("6f1d7e3e-7c1b-5b0c-9a55-0f6e7f0f6a01")


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who a statement is about, as far as the store may know: pseudonym and small dimensions."""

    actor: uuid.UUID
    registration: uuid.UUID
    tenant: uuid.UUID = PLATFORM_TENANT
    organisation_kind: str | None = None
    region: str | None = None
    programme: uuid.UUID | None = None
    cohort: uuid.UUID | None = None


class Item(msgspec.Struct, frozen=True):
    """A thing statements are about: its neutral code path, such as `modules/m06/casus-a`."""

    code: str
    type: str

    @property
    def iri(self) -> str:
        return activity_iri(self.code)


def activity_iri(code: str) -> str:
    """The stable id of an activity: our address and a neutral code, never a slug or title."""
    return f"{settings.SITE_URL.rstrip('/')}/xapi/activities/{code}"


def extension_iri(name: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/xapi/profile/extensions/{name}"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What all events have. `attempt` tells two of the same event apart (a second attempt)."""

    verb: ClassVar[str]
    kind: ClassVar[str]

    speaker: Speaker
    object: Item
    at: datetime
    attempt: str = ""
    parent: Item | None = None
    grouping: Item | None = None
    # Of a sensitive part the time of day is not recorded.
    sensitive: bool = False

    def result(self) -> dict[str, Any]:
        return {}

    def verb_iri(self) -> str:
        return self.verb

    def timestamp(self) -> datetime:
        if not self.sensitive:
            return self.at
        return timezone.make_aware(
            datetime.combine(timezone.localdate(self.at), time.min)
        )


class EnrolledOnPath(Event, frozen=True, kw_only=True):
    verb = v.REGISTERED
    kind = "enrolled"


class LessonCompleted(Event, frozen=True, kw_only=True):
    verb = v.COMPLETED
    kind = "lesson"

    def result(self) -> dict[str, Any]:
        return {"completion": True}


class ModuleCompleted(LessonCompleted, frozen=True, kw_only=True):
    kind = "module"


class CaseCompleted(LessonCompleted, frozen=True, kw_only=True):
    """Completion only: no path, ending, score or duration."""

    kind = "case"


class PathSatisfied(LessonCompleted, frozen=True, kw_only=True):
    verb = v.SATISFIED
    kind = "path"


class MeasurementCompleted(LessonCompleted, frozen=True, kw_only=True):
    kind = "measurement"


class QuestionAnswered(Event, frozen=True, kw_only=True):
    verb = v.ANSWERED
    kind = "answer"

    success: bool
    score: float
    response: str = ""

    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "success": self.success,
            "score": {"scaled": self.score},
        }
        if self.response and not self.sensitive:
            result["response"] = self.response
        return result


class AssessmentFinished(Event, frozen=True, kw_only=True):
    """One statement: passed or failed, with the share of the points and, by goal code, per goal."""

    verb = v.PASSED
    kind = "assessment"

    passed: bool
    score: float
    goals: dict[str, float] = {}
    duration: timedelta | None = None

    def verb_iri(self) -> str:
        return v.PASSED if self.passed else v.FAILED

    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "completion": True,
            "success": self.passed,
            "score": {"scaled": round(self.score, 4)},
        }
        if self.duration is not None and not self.sensitive:
            result["duration"] = f"PT{int(self.duration.total_seconds())}S"
        if self.goals:
            result["extensions"] = {extension_iri("goals"): self.goals}
        return result


class MeetingAttended(Event, frozen=True, kw_only=True):
    """`minutes` are net minutes as designed; never the topic of a sensitive meeting."""

    verb = v.ATTENDED
    kind = "attended"

    minutes: int

    def result(self) -> dict[str, Any]:
        return {"completion": True, "duration": f"PT{self.minutes}M"}

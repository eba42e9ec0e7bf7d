"""The allow-list as typed events: what is not a field here cannot be recorded (design: xAPI).

Every event knows its verb, its object and, through `Speaker`, whose registration it belongs to.
Nothing in this file has a place for a name, an address, a response in a sensitive part, or text.

What a class says of itself (`verbs`, `about`, `said` and so on) is also what the xAPI Profile is
made of (`description/profile.py`); a test holds every statement to it.
"""

import uuid
from collections.abc import Iterator
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


def profile_iri(path: str = "") -> str:
    """The address of our xAPI Profile, or of a word in it."""
    return f"{settings.SITE_URL.rstrip('/')}/xapi/profile/{path}"


def extension_iri(name: str) -> str:
    return profile_iri(f"extensions/{name}")


def cohort_type() -> str:
    """What a group that learns together is; no vocabulary of others has a word for it."""
    return profile_iri("activity-types/cohort")


class Interaction(msgspec.Struct, frozen=True):
    """What xAPI wants to know of a question (Data 2.4.4.1): its kind and its keys, never a text.

    `right` are the patterns of right responses; the lists are the ids of its components.
    """

    type: str
    right: list[str] = []
    choices: list[str] = []
    source: list[str] = []
    target: list[str] = []

    def definition(self) -> dict[str, Any]:
        made: dict[str, Any] = {"interactionType": self.type}
        if self.right:
            made["correctResponsesPattern"] = self.right
        for name in ("choices", "source", "target"):
            if keys := getattr(self, name):
                made[name] = [{"id": key} for key in keys]
        return made


class Said(msgspec.Struct, frozen=True):
    """What the result of an event says at one place, such as `score.scaled`.

    With `needed` always; with `only`, one of those values; `note` says when or how.
    """

    place: str
    needed: bool = True
    only: tuple[bool, ...] = ()
    note: str = ""


COMPLETION = Said("completion", only=(True,))


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What all events have. `attempt` tells two of the same event apart (a second attempt).

    Raises TypeError when it is made with a thing of another kind than it is about.
    """

    kind: ClassVar[str] = ""
    verbs: ClassVar[tuple[str, ...]]
    label: ClassVar[str]
    meaning: ClassVar[str]
    # The types of its object, and of the things around that.
    about: ClassVar[str]
    # What the definition of its object may say besides its type.
    describes: ClassVar[tuple[str, ...]] = ()
    parents: ClassVar[tuple[str, ...]] = ()
    groupings: ClassVar[tuple[str, ...]] = ()

    speaker: Speaker
    object: Item
    at: datetime
    attempt: str = ""
    parent: Item | None = None
    grouping: Item | None = None
    # Of a sensitive part the time of day is not recorded.
    sensitive: bool = False

    def __post_init__(self) -> None:
        for item, types in (
            (self.object, (self.about,)),
            (self.parent, self.parents),
            (self.grouping, self.groupings),
        ):
            if item is not None and item.type not in types:
                raise TypeError(f"{type(self).__name__} has no place for a {item.type}")

    @classmethod
    def said(cls, _verb: str) -> tuple[Said, ...]:
        """All that `result` can say when the verb is this one."""
        return ()

    def result(self) -> dict[str, Any]:
        return {}

    def description(self) -> dict[str, Any]:
        """What to add to the definition of its object."""
        return {}

    def verb_iri(self) -> str:
        return self.verbs[0]

    def timestamp(self) -> datetime:
        if not self.sensitive:
            return self.at
        return timezone.make_aware(
            datetime.combine(timezone.localdate(self.at), time.min)
        )


class EnrolledOnPath(Event, frozen=True, kw_only=True):
    kind = "enrolled"
    verbs = (v.REGISTERED,)
    label = "Enrolled on a path"
    meaning = "Somebody began a learning path, or was put on it by joining a group."
    about = v.COURSE


class Completed(Event, frozen=True, kw_only=True):
    """Completion only."""

    verbs = (v.COMPLETED,)

    @classmethod
    def said(cls, _verb: str) -> tuple[Said, ...]:
        return (COMPLETION,)

    def result(self) -> dict[str, Any]:
        return {"completion": True}


class LessonCompleted(Completed, frozen=True, kw_only=True):
    kind = "lesson"
    label = "Lesson finished"
    meaning = "Somebody finished a lesson, or the equal alternative for it."
    about = v.LESSON
    parents = (v.MODULE,)
    groupings = (v.COURSE,)


class ModuleCompleted(Completed, frozen=True, kw_only=True):
    kind = "module"
    label = "Module finished"
    meaning = "Somebody finished the last step of a module."
    about = v.MODULE
    groupings = (v.COURSE,)


class CaseCompleted(Completed, frozen=True, kw_only=True):
    """Completion only: no path, ending, score or duration."""

    kind = "case"
    label = "Case finished"
    meaning = "Somebody finished a branching case or its text version; never which way, how it ended or how long it took."
    about = v.SIMULATION
    parents = (v.MODULE,)
    groupings = (v.COURSE,)


class PathSatisfied(Completed, frozen=True, kw_only=True):
    kind = "path"
    verbs = (v.SATISFIED,)
    label = "Path finished"
    meaning = "Somebody finished every required module of a learning path."
    about = v.COURSE


class MeasurementCompleted(Completed, frozen=True, kw_only=True):
    kind = "measurement"
    label = "Measurement done"
    meaning = "Somebody filled in an instrument of the measurement before and after; never what."
    about = v.ASSESSMENT


class ModuleWaived(Event, frozen=True, kw_only=True):
    """Never completion: nothing of the module was done."""

    kind = "exemption"
    verbs = (v.WAIVED,)
    label = "Module waived"
    meaning = "Somebody showed by a test that she knows a module already."
    about = v.MODULE
    groupings = (v.COURSE,)

    @classmethod
    def said(cls, _verb: str) -> tuple[Said, ...]:
        return (Said("success", only=(True,)),)

    def result(self) -> dict[str, Any]:
        return {"success": True}


class QuestionAnswered(Event, frozen=True, kw_only=True):
    kind = "answer"
    verbs = (v.ANSWERED,)
    label = "Question answered"
    meaning = "Somebody answered a question of a test that is not sensitive."
    about = v.INTERACTION
    parents = (v.ASSESSMENT,)
    describes = (
        *("interactionType", "correctResponsesPattern"),
        *("choices", "source", "target"),
    )

    success: bool
    score: float
    response: str = ""
    interaction: Interaction | None = None

    @classmethod
    def said(cls, _verb: str) -> tuple[Said, ...]:
        return (
            Said("success"),
            Said("score.scaled"),
            Said("response", needed=False, note="Never of a sensitive question."),
        )

    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "success": self.success,
            "score": {"scaled": round(self.score, 4)},
        }
        if self.response and not self.sensitive:
            result["response"] = self.response
        return result

    def description(self) -> dict[str, Any]:
        return self.interaction.definition() if self.interaction else {}


class AssessmentFinished(Event, frozen=True, kw_only=True):
    """One statement: passed or failed, with the share of the points and, by goal code, per goal."""

    kind = "assessment"
    verbs = (v.PASSED, v.FAILED)
    label = "Test handed in"
    meaning = "Somebody handed in a test."
    about = v.ASSESSMENT

    passed: bool
    score: float
    goals: dict[str, float] = {}
    duration: timedelta | None = None

    @classmethod
    def said(cls, verb: str) -> tuple[Said, ...]:
        return (
            COMPLETION,
            Said("success", only=(verb == v.PASSED,)),
            Said("score.scaled", note="The share of the points."),
            Said("duration", needed=False, note="Never of a sensitive test."),
            Said(
                f"extensions['{extension_iri(v.GOALS.name)}']",
                needed=False,
                note="Where the test has questions with learning goals.",
            ),
        )

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
            result["extensions"] = {extension_iri(v.GOALS.name): self.goals}
        return result


class MeetingAttended(Event, frozen=True, kw_only=True):
    """`minutes` are net minutes as designed; never the topic of a sensitive meeting."""

    kind = "attended"
    verbs = (v.ATTENDED,)
    label = "Meeting attended"
    meaning = "Somebody was at a meeting of the learning network."
    about = v.MEETING

    minutes: int

    @classmethod
    def said(cls, _verb: str) -> tuple[Said, ...]:
        return (
            COMPLETION,
            Said(
                "duration",
                note="Net minutes as planned, not how long somebody was there.",
            ),
        )

    def result(self) -> dict[str, Any]:
        return {"completion": True, "duration": f"PT{self.minutes}M"}


def allow_list(of: type[Event] = Event) -> Iterator[type[Event]]:
    """Every kind of event that can be recorded, in the order of this file."""
    if of.kind:
        yield of
    for kind in of.__subclasses__():
        yield from allow_list(kind)

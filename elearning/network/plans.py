"""What somebody fills in about an activity, before it is one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from elearning.accounts.models import Organisation, Programme, User
from elearning.network.enums import Payment, RoleState
from elearning.network.models import ActivityType

NAMES_KEPT = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    item: str
    minutes: int
    is_break: bool = False


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """A role at an activity; without `person` it is held by nobody named."""

    name: str
    is_key_person: bool = False
    person: User | None = None
    state: RoleState = RoleState.OPEN


@dataclass(frozen=True, kw_only=True)
class ActivityPlan:
    """The common record (brief, 5.1). What is None comes from the type.

    `minutes` is how long it lasts, breaks included; `names_kept` how long after the start names
    of those present stay. `extra` holds the type's extra fields by code.
    """

    type: ActivityType
    organisation: Organisation
    title: str
    starts_at: datetime
    place: str = ""
    online_url: str = ""
    minutes: int | None = None
    goal: str | None = None
    goal_codes: list[str] = field(default_factory=list)
    organiser_role: str = ""
    municipality: Organisation | None = None
    programme: Programme | None = None
    audience: str = ""
    places: int | None = None
    language: str = ""
    accessibility: str = ""
    is_sensitive: bool | None = None
    payment: Payment = Payment.NO
    source_codes: list[str] | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    agenda: list[AgendaLine] | None = None
    roles: list[RoleLine] | None = None
    second_reader: User | None = None
    names_kept: timedelta = NAMES_KEPT

    def columns(self) -> dict[str, Any]:
        """The values of the activity's own row."""
        kind = self.type
        minutes = self.minutes or kind.minutes
        return {
            "type": kind,
            "organisation": self.organisation,
            "title": self.title,
            "goal": kind.goal if self.goal is None else self.goal,
            "goal_codes": self.goal_codes,
            "organiser_role": self.organiser_role,
            "municipality": self.municipality,
            "programme": self.programme,
            "audience": self.audience,
            "starts_at": self.starts_at,
            "ends_at": self.starts_at + timedelta(minutes=minutes),
            "place": self.place,
            "online_url": self.online_url,
            "places": self.places,
            "language": self.language,
            "accessibility": self.accessibility,
            "is_sensitive": (
                kind.sensitive_default
                if self.is_sensitive is None
                else self.is_sensitive
            ),
            "payment": self.payment,
            "source_codes": (
                kind.source_codes if self.source_codes is None else self.source_codes
            ),
            "extra": self.extra,
            "second_reader": self.second_reader,
            "names_until": (self.starts_at + self.names_kept).date(),
        }

    def agenda_lines(self) -> list[AgendaLine]:
        if self.agenda is not None:
            return self.agenda
        return [AgendaLine(**item) for item in self.type.agenda]

    def role_lines(self) -> list[RoleLine]:
        if self.roles is not None:
            return self.roles
        return [RoleLine(**role) for role in self.type.roles]

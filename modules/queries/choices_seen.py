"""What an author may see of the choices in a published version of her case."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from modules.cases.definition import Case, Choice, Scene, from_json
from modules.models import CaseVersion, ChoicesSeen
from modules.queries.case_counters import rounded


@dataclass(frozen=True)
class ChoiceSeen:
    """One option and how many finishers took it, rounded to 5."""

    choice: Choice
    count: int


@dataclass(frozen=True)
class SceneSeen:
    """A scene and its options; `choices` is empty where nothing may be shown."""

    scene: Scene
    choices: list[ChoiceSeen] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many came here: of what is shown, so that the sum tells nothing more."""
        return sum(seen.count for seen in self.choices)


@dataclass(frozen=True)
class Seen:
    """`stood_on` is the day of the figures, None when there are none to show."""

    version: CaseVersion
    case: Case
    stood_on: date | None
    scenes: list[SceneSeen]


def versions_of(case_key: uuid.UUID) -> list[CaseVersion]:
    """The published versions of a case, newest first. One query."""
    return list(CaseVersion.objects.filter(case_key=case_key).order_by("-number"))


def choices_seen(version: CaseVersion) -> Seen:
    """How often each option was taken, as `freeze_choices` decided it. One query."""
    case = from_json(version.definition)
    seen = ChoicesSeen.objects.filter(version=version).first()
    shown = set(seen.shown) if seen else set()
    counts = seen.counts if seen else {}
    return Seen(
        version=version,
        case=case,
        stood_on=seen.stood_on if seen else None,
        scenes=[
            SceneSeen(
                scene,
                [
                    ChoiceSeen(choice, rounded(counts[scene.code][choice.key]))
                    for choice in scene.choices
                ]
                if scene.code in shown
                else [],
            )
            for scene in case.scenes
        ],
    )

"""What the templates of a case show, made of a place in it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from elearning.knowledge.models import HelpContact
from modules.cases.definition import Case, Choice, Scene, SceneKind
from modules.cases.engine import State, ending, last_choice
from modules.cases.profile import CompetenceResult, Level, moments, profile
from modules.enums import COMPETENCE_NAMES
from modules.models import CasePage
from modules.queries.case_runs import Place, notes_of, profile_kept
from modules.queries.cases import version_ids
from modules.queries.structure import address, parent_url_path
from modules.rules import is_concept

LEVEL_WORDS = {
    Level.STRONG: _("strong"),
    Level.WELL_ON_THE_WAY: _("well on the way"),
    Level.GROWING: _("growing"),
    Level.STARTING: _("something to practise"),
}
LEVEL_SENTENCES = {
    Level.STRONG: _("You chose here what fits almost every time."),
    Level.WELL_ON_THE_WAY: _("You chose here what fits more often than not."),
    Level.GROWING: _("Some of your choices fit. Look at the moments below."),
    Level.STARTING: _("There is most to win here. Look at the moments below."),
}


@dataclass(frozen=True)
class Bar:
    """One competence as a bar with words; `percent` is its length."""

    name: str
    word: str
    sentence: str
    percent: int


@dataclass(frozen=True)
class Passed:
    """One step of the way that was walked."""

    scene: Scene
    choice: Choice


def page_context(page: CasePage) -> dict[str, Any]:
    """What every page of a case has."""
    return {
        "page": page,
        "module_url": address(parent_url_path(page.url_path)),
        "is_concept": is_concept(page),
    }


def notice_context(page: CasePage, case: Case) -> dict[str, Any]:
    return page_context(page) | {"case": case}


def step_context(page: CasePage, case: Case, state: State) -> dict[str, Any]:
    """A scene, what happened after it, or why; the same for a learner and for who tries a draft."""
    choice = last_choice(case, state)
    scene = case.by_code[state.scene]
    return page_context(page) | {
        "case": case,
        "scene": scene,
        "choice": choice,
        "notes": notes_of(choice) if choice else (),
        "choices": [
            {"value": one.key, "label": one.text, "hint": ""} for one in scene.choices
        ],
        "is_first": not state.trail,
        "error": "",
        "trial": None,
    }


def phase_context(page: CasePage, place: Place) -> dict[str, Any]:
    """Where a learner is in a run."""
    return step_context(page, place.case, place.state) | {
        "place": place,
        "is_newer": place.run.version_id != version_ids(page.key)[0],
    }


def ending_context(page: CasePage, place: Place) -> dict[str, Any]:
    """The end: what happened, the four competences, the moments that mattered."""
    kept = profile_kept(place.run.user, page.key)
    return page_context(page) | {
        "place": place,
        "case": place.case,
        "ending": ending(place.case, place.state),
        "bars": bars(place.case, place.state),
        "moments": moments(place.case, place.state),
        "way": way(place.case, place.state),
        "best": kept.get("best"),
        "contacts": HelpContact.objects.filter(always_shown=True),
    }


def outline_context(page: CasePage, case: Case) -> dict[str, Any]:
    """The whole case, for who writes, reviews or teaches."""
    return page_context(page) | {
        "case": case,
        "scenes": [
            (scene, scene.kind is SceneKind.REPAIR, list(scene.choices))
            for scene in case.scenes
        ],
    }


def bars(case: Case, state: State) -> list[Bar]:
    """The four competences of a way that was walked."""
    return [_bar(result) for result in profile(case, state)]


def _bar(result: CompetenceResult) -> Bar:
    return Bar(
        name=str(COMPETENCE_NAMES[result.competence]),
        word=str(LEVEL_WORDS[result.level]),
        sentence=str(LEVEL_SENTENCES[result.level]),
        percent=round(result.share * 100),
    )


def way(case: Case, state: State) -> list[Passed]:
    """The choices on the way, in order."""
    passed = []
    for taken in state.trail:
        scene = case.by_code[taken.scene]
        choice = scene.choice(taken.choice)
        if choice is not None:
            passed.append(Passed(scene, choice))
    return passed

"""A case may be published when it is whole and rests on sources that were looked at in time."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact, Source
from modules.cases.checks import Finding, FindingKind, findings
from modules.cases.definition import Case
from modules.models import CasePage
from modules.publishing import Problem, checks
from modules.queries.cases import written_case

K = FindingKind
MESSAGES = {
    K.NO_SCENES: gettext_lazy("The case has no scenes yet."),
    K.SCENE_CODE_MISSING: gettext_lazy("This scene has no code."),
    K.SCENE_CODE_TWICE: gettext_lazy("There is another scene with this code."),
    K.STARTS_IN_REPAIR: gettext_lazy("The case cannot begin with a repair scene."),
    K.SITUATION_MISSING: gettext_lazy("There is no text about what happens."),
    K.SAFETY_RULE_MISSING: gettext_lazy("There is no safety rule."),
    K.TOO_FEW_CHOICES: gettext_lazy("There are fewer than two choices."),
    K.CHOICE_KEY_MISSING: gettext_lazy("This choice has no letter."),
    K.CHOICE_KEY_TWICE: gettext_lazy("There is another choice with this letter."),
    K.TEXT_MISSING: gettext_lazy("There is no text of the choice."),
    K.CONSEQUENCE_MISSING: gettext_lazy("There is no consequence."),
    K.FEEDBACK_MISSING: gettext_lazy("There is no feedback."),
    K.SOURCE_MISSING: gettext_lazy("There is no source."),
    K.TARGET_MISSING: gettext_lazy("It does not say where this choice goes."),
    K.TARGET_UNKNOWN: gettext_lazy(
        "This choice goes to %(detail)s, but that scene does not exist."
    ),
    K.TARGET_IS_REPAIR: gettext_lazy(
        "This choice goes to the repair scene %(detail)s. Name that under 'repair scene'."
    ),
    K.RETURN_OUTSIDE_REPAIR: gettext_lazy(
        "Only a choice in a repair scene can go back (TERUG)."
    ),
    K.REPAIR_UNKNOWN: gettext_lazy("There is no repair scene %(detail)s."),
    K.REPAIR_WITHOUT_RED_FLAG: gettext_lazy(
        "There is a repair scene, but no red flag."
    ),
    K.REPAIR_IN_REPAIR: gettext_lazy(
        "A repair scene cannot lead to another repair scene."
    ),
    K.UNREPAIRED_OUTSIDE_REPAIR: gettext_lazy(
        "'Not repaired' can only be set in a repair scene."
    ),
    K.SCENE_UNREACHABLE: gettext_lazy("No choice leads to this scene."),
    K.LOOP: gettext_lazy("From this scene one can come back to the same scene."),
    K.NO_ENDINGS: gettext_lazy("The case has no endings yet."),
    K.ENDING_INCOMPLETE: gettext_lazy("The code, the title or the text is missing."),
    K.ENDING_UNREACHABLE: gettext_lazy("No series of choices leads to this ending."),
    K.ROUTE_WITHOUT_ENDING: gettext_lazy(
        "There are series of choices without an ending. Make the last ending one without conditions."
    ),
    K.MARKER_UNKNOWN: gettext_lazy(
        "This ending asks about the marker %(detail)s, but no choice sets it."
    ),
    K.TOO_LARGE: gettext_lazy("The case is too large to be checked. Make it smaller."),
}
ABOUT_ENDINGS = {
    K.NO_ENDINGS,
    K.ENDING_INCOMPLETE,
    K.ENDING_UNREACHABLE,
    K.ROUTE_WITHOUT_ENDING,
    K.MARKER_UNKNOWN,
}


@checks("modules.CasePage")
def case_problems(page: CasePage) -> Iterator[Problem]:
    """Everything that is broken in the case of `page`, at its place. Two queries and the choosers'."""
    case = written_case(page)
    yield from _page_problems(page)
    yield from (_problem(finding) for finding in findings(case))
    yield from _expired(case)


def _page_problems(page: CasePage) -> Iterator[Problem]:
    if not page.sensitive:
        return
    if not page.notice.strip():
        yield Problem(_("A sensitive case needs a content notice."), field="notice")
    if not page.alternative:
        yield Problem(
            _("A sensitive case needs a text version that counts the same."),
            field="alternative",
        )


def _problem(finding: Finding) -> Problem:
    about_ending = finding.kind in ABOUT_ENDINGS
    return Problem(
        str(MESSAGES[finding.kind]) % {"detail": finding.detail},
        place=_place(finding),
        field="endings" if about_ending else "scenes",
        path=finding.path,
    )


def _place(finding: Finding) -> str:
    if finding.kind in (K.ENDING_INCOMPLETE, K.ENDING_UNREACHABLE):
        return _("Ending %(code)s") % {"code": finding.detail}
    if finding.kind is K.MARKER_UNKNOWN:
        return _("Ending %(code)s") % {"code": finding.choice}
    return place_of(finding.scene, finding.choice)


def place_of(scene: str, choice: str = "") -> str:
    """A place in a case in words: scene, or scene and choice; "" for the case as a whole."""
    if not scene:
        return ""
    if not choice:
        return _("Scene %(scene)s") % {"scene": scene}
    return _("Scene %(scene)s, choice %(choice)s") % {"scene": scene, "choice": choice}


def _expired(case: Case) -> Iterator[Problem]:
    places = list(_references(case))
    late = expired_codes({code for _, _, _, code in places})
    for path, scene, choice, code in places:
        if code in late:
            yield Problem(
                _("The source %(code)s should have been checked again.")
                % {"code": code},
                place=place_of(scene, choice),
                field="scenes",
                path=path,
            )


def _references(case: Case) -> Iterator[tuple[str, str, str, str]]:
    for at, scene in enumerate(case.scenes):
        for number, choice in enumerate(scene.choices):
            path = f"scenes[{at}].choices[{number}].sources"
            for reference in choice.sources:
                yield path, scene.code, choice.key, reference.code


def expired_codes(codes: Iterable[str]) -> set[str]:
    """Of these records those that stop a case: any overdue source, and overdue safety advice.

    Other facts may be overdue: they say so themselves where they are shown (brief, 6.7).
    """
    codes = set(codes)
    records: list[Source | Fact] = [
        *Source.objects.filter(code__in=codes),
        *Fact.objects.filter(code__in=codes, kind=RecordKind.SAFETY),
    ]
    return {record.code for record in records if record.is_expired()}

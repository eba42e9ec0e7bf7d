"""How one invented learner behaves: pace, mistakes, the text version instead of the case."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict
from wagtail.models import Page

from elearning.accounts.models import User
from elearning.dashboard.simulation.measuring import SelfImage
from elearning.dashboard.simulation.scene import Group
from elearning.enrolment.models import Enrolment
from modules.actions.cases import choose_in_run, finish_text, go_on, start_run
from modules.actions.progress import finish_page
from modules.cases.engine import Phase
from modules.enums import RunState
from modules.models import AssessmentPage, CasePage
from modules.queries.case_runs import Place
from toetsen.actions import save_answer, start_attempt, submit_attempt
from toetsen.models import Attempt
from toetsen.queries import assessment_by_code

MOST_FORMS = 300  # of one case; a case that does not end is a bug, not a long evening


@dataclass
class Learner:
    """`care` is the chance of a right answer; `reads` of reading the text instead of playing;
    `fills_in` is how she measures herself.
    """

    number: int
    user: User
    group: Group
    dice: random.Random
    care: float
    reads: float
    fills_in: SelfImage
    enrolment: Enrolment | None = None

    def does(self, page: Page) -> str:
        """Walk one page to its end; gives what was done."""
        if isinstance(page, AssessmentPage):
            return self._takes(page)
        if isinstance(page, CasePage):
            return self._plays(page)
        finish_page(by=self.user, page=page)
        return "lessons"

    def _takes(self, page: AssessmentPage) -> str:
        """Until passed, three times at most; the third time with the lesson at hand."""
        assessment = assessment_by_code(page.assessment_code)
        if assessment is None or self.enrolment is None:
            return "nothing"
        for care in (self.care, self.care + 0.1, 0.97):
            attempt = start_attempt(
                by=self.user, enrolment=self.enrolment, assessment=assessment
            )
            self._answers(attempt, care)
            if submit_attempt(by=self.user, attempt=attempt).passed:
                break
            if self.dice.random() < 0.4:
                break
        return "tests"

    def _answers(self, attempt: Attempt, care: float) -> None:
        for item in attempt.items.select_related("version__question"):
            answer = item.kind.example(
                item.version.data, right=self.dice.random() < care, dice=self.dice
            )
            save_answer(
                by=self.user,
                attempt=attempt,
                position=item.position,
                form=MultiValueDict(answer),
            )

    def _plays(self, page: CasePage) -> str:
        if page.alternative and self.dice.random() < self.reads:
            finish_text(by=self.user, page=page)
            return "cases read"
        for place in self._forms(start_run(by=self.user, page=page)):
            if place.run.state == RunState.FINISHED:
                return "cases played"
        raise RuntimeError(f"case {page.code} did not end")

    def _forms(self, place: Place) -> Iterator[Place]:
        for _ in range(MOST_FORMS):
            run, step = place.run.uuid, place.step
            if place.state.phase == Phase.SCENE and place.scene.choices:
                choice = self._choice(place)
                place = choose_in_run(
                    by=self.user, run=run, step=step, choice=choice
                ).place
            else:
                place = go_on(by=self.user, run=run, step=step).place
            yield place

    def _choice(self, place: Place) -> str:
        choices = place.scene.choices
        safe = [choice.key for choice in choices if choice.red_flag is None]
        careful = safe and self.dice.random() < self.care
        return self.dice.choice(safe if careful else [c.key for c in choices])

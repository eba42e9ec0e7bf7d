"""What one invented learner says of herself: before, after, the look back, and three months later."""

import random

from elearning.accounts.models import User
from toetsen.actions import (
    finish_measurement,
    give_consent,
    keep_answers,
    keep_choices,
    start_measurement,
    start_situations,
)
from toetsen.judged import sheet_of
from toetsen.measured import (
    all_open_to,
    instrument_for,
    moments_open_to,
    offered_studies,
)
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import Instrument
from toetsen.measurement.situations import Situation

# Shares of the learners, and of the statements.
FILLS_IN, AGREES, SKIPS = 0.9, 0.85, 0.02
# Added to how she sees herself at the start, in steps of the answers. Invented: it makes screens
# show something and says nothing about what a real path does.
GAINS = {
    Moment.EARLY: 0.0,
    Moment.BEFORE: 0.0,
    Moment.AFTER: 0.6,
    Moment.THEN: -0.3,
    Moment.LATER: 0.5,
}
# The same for the chance of the best step in a situation.
BETTER = {
    Moment.EARLY: 0.0,
    Moment.BEFORE: 0.0,
    Moment.AFTER: 0.15,
    Moment.LATER: 0.1,
}


class SelfImage:
    """How one learner sees her own work; dice of her own, so that all else stays as it was."""

    def __init__(self, user: User, dice: random.Random) -> None:
        self.user, self.dice = user, dice
        self.level, self.care = dice.uniform(2.0, 3.4), dice.uniform(0.3, 0.8)
        self.wants_to = dice.random() < FILLS_IN
        self.agrees = dice.random() < AGREES

    def now(self) -> int:
        """Fill in what is open now, and what that opens; how many moments."""
        done = 0
        while self.wants_to and (open_now := moments_open_to(self.user)):
            self._fill_in(open_now[0])
            done += 1
        for moment in all_open_to(self.user).tests if self.wants_to else ():
            self._judge(moment)
            done += 1
        return done

    def decides(self) -> int:
        """Say yes to what is offered now, or not; how many studies."""
        if not (self.wants_to and self.agrees):
            return 0
        offered = offered_studies()
        for study in offered:
            give_consent(by=self.user, study=study)
        return len(offered)

    def _fill_in(self, moment: Moment) -> None:
        begun = start_measurement(by=self.user, moment=moment)
        kept = keep_answers(
            by=self.user, measurement=begun, answers=self._answers(moment)
        )
        finish_measurement(by=self.user, measurement=kept)

    def _judge(self, moment: Moment) -> None:
        begun = start_situations(by=self.user, moment=moment)
        choices = {
            one.code: self._choice(one, self.care + BETTER[moment])
            for one in sheet_of(begun).situations
        }
        kept = keep_choices(by=self.user, measurement=begun, choices=choices)
        finish_measurement(by=self.user, measurement=kept)

    def _choice(self, one: Situation, care: float) -> str | None:
        if self.dice.random() < SKIPS:
            return None
        best = [step.key for step in one.steps if step.score == 1]
        every = [step.key for step in one.steps]
        return self.dice.choice(best if self.dice.random() < care else every)

    def _answers(self, moment: Moment) -> dict[str, int | None]:
        used = instrument_for(self.user)
        mood = self.level + GAINS[moment] + self.dice.gauss(0, 0.3)
        return {item.code: self._answer(used, mood) for item in used.items}

    def _answer(self, used: Instrument, mood: float) -> int | None:
        if self.dice.random() < SKIPS:
            return None
        answer = round(self.dice.gauss(mood, 0.7))
        return min(max(answer, used.lowest), used.highest)

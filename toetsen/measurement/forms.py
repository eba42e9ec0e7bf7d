"""Two parallel forms of a test, X and Y, in turn: nobody gets the same questions twice in a row."""

import uuid
from enum import StrEnum

from toetsen.measurement.report import Moment


class ParallelForm(StrEnum):
    X = "X"
    Y = "Y"


def form_for(actor: uuid.UUID, moment: Moment) -> ParallelForm:
    """The form of a person, known by her pseudonym, at a moment.

    Half of all people begin with X and half with Y, so that a difference between the forms falls
    out of the group's mean; every next moment has the other form. At EARLY and THEN nothing
    is tested: raises ValueError.
    """
    turns = {Moment.BEFORE: 0, Moment.AFTER: 1, Moment.LATER: 2}
    if moment not in turns:
        raise ValueError(f"there is no test at {moment.value}")
    return ParallelForm.X if (actor.int + turns[moment]) % 2 == 0 else ParallelForm.Y

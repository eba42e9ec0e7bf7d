"""Two parallel forms of a test, X and Y, in turn: nobody gets the same questions twice in a row."""

import uuid
from enum import StrEnum

from toetsen.measurement.figures import Moment


class ParallelForm(StrEnum):
    X = "X"
    Y = "Y"


# A look back is about oneself: nobody can be tested about a time that is over.
TURNS = {Moment.EARLY: -1, Moment.BEFORE: 0, Moment.AFTER: 1, Moment.LATER: 2}


def form_for(actor: uuid.UUID, moment: Moment) -> ParallelForm:
    """The form of a person, known by her pseudonym, at a moment.

    Pseudonyms are random, so half of all people begin with X and half with Y, and a difference
    between the forms falls out of the group's mean; every next moment has the other form. With two
    forms the third moment has that of the first again: months later, and the answers were never
    shown. Raises ValueError for THEN, at which nothing is tested.
    """
    if moment not in TURNS:
        raise ValueError(f"there is no test at {moment.value}")
    return ParallelForm.X if (actor.int + TURNS[moment]) % 2 == 0 else ParallelForm.Y

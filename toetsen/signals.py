"""News for the apps above: sent inside the transaction of the action that made it."""

from django.dispatch import Signal

# sender: Attempt; attempt: the submitted attempt, or one that is passed after all; by: its learner.
attempt_submitted = Signal()

# sender: Measurement; measurement: the one that was finished; by: its learner.
measurement_done = Signal()

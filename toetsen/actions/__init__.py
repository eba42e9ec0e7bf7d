from toetsen.actions.attempts import save_answer, start_attempt, submit_attempt
from toetsen.actions.loading import load_assessment
from toetsen.actions.measuring import (
    finish_measurement,
    forget_measurements,
    give_consent,
    keep_answers,
    start_measurement,
    withdraw_consent,
)

__all__ = [
    "finish_measurement",
    "forget_measurements",
    "give_consent",
    "keep_answers",
    "load_assessment",
    "save_answer",
    "start_attempt",
    "start_measurement",
    "submit_attempt",
    "withdraw_consent",
]

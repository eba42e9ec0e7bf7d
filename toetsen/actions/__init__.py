from toetsen.actions.attempts import save_answer, start_attempt, submit_attempt
from toetsen.actions.judging import keep_choices, start_situations
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
    "keep_choices",
    "load_assessment",
    "save_answer",
    "start_attempt",
    "start_measurement",
    "start_situations",
    "submit_attempt",
    "withdraw_consent",
]

from toetsen.actions.attempts import close_attempt, save_answer, submit_attempt
from toetsen.actions.beginning import start_attempt
from toetsen.actions.judging import keep_choices, start_situations
from toetsen.actions.loading import load_assessment
from toetsen.actions.marking import mark_sensitive
from toetsen.actions.measuring import (
    finish_measurement,
    forget_measurements,
    give_consent,
    keep_answers,
    start_measurement,
    withdraw_consent,
)
from toetsen.actions.saying import said_of_test, said_questions
from toetsen.actions.setting import set_assessment

__all__ = [
    "close_attempt",
    "finish_measurement",
    "forget_measurements",
    "give_consent",
    "keep_answers",
    "keep_choices",
    "load_assessment",
    "mark_sensitive",
    "said_of_test",
    "said_questions",
    "save_answer",
    "set_assessment",
    "start_attempt",
    "start_measurement",
    "start_situations",
    "submit_attempt",
    "withdraw_consent",
]

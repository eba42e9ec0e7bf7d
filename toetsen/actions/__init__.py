from toetsen.actions.attempts import save_answer, start_attempt, submit_attempt
from toetsen.actions.loading import load_assessment

__all__ = ["load_assessment", "save_answer", "start_attempt", "submit_attempt"]

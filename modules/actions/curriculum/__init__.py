from modules.actions.curriculum.loading import Outcome, Part, load_with, parts

__all__ = ["Outcome", "Part", "load_with", "parts"]

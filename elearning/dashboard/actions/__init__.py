from elearning.dashboard.actions.forgetting import forget_statements
from elearning.dashboard.actions.periods import close_due_periods, close_period
from elearning.dashboard.actions.rollups import advance, rebuild

__all__ = [
    "advance",
    "close_due_periods",
    "close_period",
    "forget_statements",
    "rebuild",
]

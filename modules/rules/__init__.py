from modules.rules.learning import (
    check_may_learn,
    check_may_play,
    is_concept,
    may_learn,
    may_play,
    may_read,
)

__all__ = [
    "check_may_learn",
    "check_may_play",
    "is_concept",
    "may_learn",
    "may_play",
    "may_read",
]

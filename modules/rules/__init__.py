from modules.rules.exemption import NEVER_EXEMPT, check_may_exempt, may_exempt
from modules.rules.learning import (
    check_may_learn,
    check_may_play,
    is_concept,
    may_learn,
    may_play,
    may_read,
)

__all__ = [
    "NEVER_EXEMPT",
    "check_may_exempt",
    "check_may_learn",
    "check_may_play",
    "is_concept",
    "may_exempt",
    "may_learn",
    "may_play",
    "may_read",
]

from elearning.xapi.views.first import first_statement
from elearning.xapi.views.forwarding import (
    DeadLetters,
    MakeTarget,
    PauseTarget,
    TargetList,
)
from elearning.xapi.views.keys import KeyList, MakeKey, RevokeKey, RotateKey
from elearning.xapi.views.looking import Refused, Search, Volume

__all__ = [
    "DeadLetters",
    "KeyList",
    "MakeKey",
    "MakeTarget",
    "PauseTarget",
    "Refused",
    "RevokeKey",
    "RotateKey",
    "Search",
    "TargetList",
    "Volume",
    "first_statement",
]

from elearning.xapi.views.first import first_statement
from elearning.xapi.views.keys import KeyList, MakeKey, RevokeKey, RotateKey
from elearning.xapi.views.looking import Refused, Search, Volume

__all__ = [
    "KeyList",
    "MakeKey",
    "Refused",
    "RevokeKey",
    "RotateKey",
    "Search",
    "Volume",
    "first_statement",
]

from elearning.xapi.views.first import first_statement
from elearning.xapi.views.keys import KeyList, MakeKey, RevokeKey, RotateKey

__all__ = ["KeyList", "MakeKey", "RevokeKey", "RotateKey", "first_statement"]

"""Which version a request speaks, and what our answer says (Communication 3.3).

1.0.3 and 2.0 live on one address. An answer names the version of the request; without one that we
speak it says 0.95, the one value that both versions' rules allow there.
"""

import re
from dataclasses import replace

from elearning.xapi.exceptions import Refused
from elearning.xapi.resources.calls import Call

SPOKEN = ("1.0.3", "2.0.0")
ONE = re.compile(r"^1\.0(\.\d+)?\Z")
TWO = re.compile(r"^2\.0(\.\d+)?\Z")
HEADER = "x-experience-api-version"


def speaking(call: Call) -> Call:
    """The call with the version it asks for; unchanged when we do not speak that."""
    asked = call.headers.get(HEADER, "")
    if ONE.match(asked):
        return replace(call, major=1, version=SPOKEN[0])
    if TWO.match(asked):
        return replace(call, major=2, version=SPOKEN[1])
    return replace(call, major=0)


def check_spoken(call: Call) -> None:
    if not call.major:
        raise Refused(400, f"send X-Experience-API-Version: {' or '.join(SPOKEN)}")

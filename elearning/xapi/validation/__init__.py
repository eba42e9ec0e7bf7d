"""What makes bytes a valid xAPI statement, for 1.0.3 and 2.0. Knows nothing of Django.

In: bytes of JSON and the version of the request. Out: the decoded statement. Every refusal is an
`Invalid` with a reason and the place as a JSON pointer (RFC 6901).
"""

from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.parties import ifi_of, parse_agent
from elearning.xapi.validation.statements import check_statement
from elearning.xapi.validation.strict import decode

__all__ = ["Invalid", "check_statement", "decode", "ifi_of", "parse_agent"]

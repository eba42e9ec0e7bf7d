"""What an action raises when it will not do what was asked.

The messages are for people: in the user's language, saying what happened, what was kept and what
to do. `themes.middleware` turns each into a page with the right status.
"""


class DomainError(Exception):
    """A request that makes sense but cannot be carried out now: 409, unless a subclass says other."""

    status_code = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidRequest(DomainError):
    """The request itself is wrong: a forged choice, an option that does not exist."""

    status_code = 400


class NotAllowed(DomainError):
    """This person may not do this."""

    status_code = 403


class NotFound(DomainError):
    """It does not exist, or it does and this person may not know that."""

    status_code = 404


class Gone(DomainError):
    """It existed and is no longer there: an expired code, a case taken offline."""

    status_code = 410


class TooManyRequests(DomainError):
    """Tried too often; it may be tried again later."""

    status_code = 429

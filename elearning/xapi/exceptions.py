"""What the store answers when it does not do what was asked."""


class Refused(Exception):
    """A refusal with its HTTP status; `Invalid` of the validation is the 400 with a place."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class NotLookedUp(Exception):
    """What was asked needs a key that was looked up, and it came on one that was remembered."""


class Conflict(Refused):
    """Something else is here already under that name."""

    def __init__(self, reason: str) -> None:
        super().__init__(409, reason)


class PreconditionFailed(Refused):
    """What is here is not what the sender thought it was."""

    def __init__(self, reason: str) -> None:
        super().__init__(412, reason)


class TooMany(Refused):
    """More calls in a minute than the credential may; `wait` seconds and it may again."""

    def __init__(self, most: int, *, wait: int) -> None:
        super().__init__(429, f"at most {most} calls a minute; wait {wait} seconds")
        self.wait = wait

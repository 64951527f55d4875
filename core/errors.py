"""The three families of error: a refusal, the world, and (everything else) a bug."""


class Refused(Exception):  # a refusal is an answer to a person, not a fault
    """Somebody asked for what may not be; `key` names the kind words to answer with."""

    def __init__(self, key: str = "refused.not_here") -> None:
        """Remember which words to say."""
        super().__init__(key)
        self.key = key


class NotFound(Refused):
    """
    There is no such thing, or none that this person may see.

    Somebody else's and nobody's are refused with the same words, so that nothing can be probed (domain.md 5.7).
    """


class Outdated(Exception):
    """Somebody else wrote first; the whole transaction is to be done again from the start."""


class TryLater(Exception):
    """Surely not delivered. `seconds` is what the platform asked for, None if it said nothing usable."""

    def __init__(self, seconds: float | None = None, *, whole_lane: bool = False) -> None:
        """`whole_lane`: the platform asked us to wait with everything, not with this message only."""
        super().__init__("try later")
        self.seconds = seconds
        self.whole_lane = whole_lane


class Unsure(Exception):
    """It may have been delivered: a time-out, a dropped connection, a fault after the request was sent."""


class Unreachable(Exception):
    """This person cannot be reached here. `reason` is one of a fixed list of words that name nothing."""

    def __init__(self, reason: str) -> None:
        """Take the named reason."""
        super().__init__(reason)
        self.reason = reason

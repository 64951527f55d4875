"""How long to wait after which failure: a pure table."""

from datetime import timedelta

STEPS = (5, 30, 120, 600, 1800)
HOURLY = 3600
MOST_ATTEMPTS = 48
DOUBT = 60
LONGEST = 6 * 3600
"""A platform that asks for more than six hours is asked again after six."""


def after_busy(attempt: int, asked: float | None) -> timedelta | None:
    """
    How long to wait after the `attempt`th refusal (from 1) that surely delivered nothing; None is giving up.

    `asked` is the platform's own Retry-After in seconds: never shorter than that, except as LONGEST says.
    """
    if attempt > MOST_ATTEMPTS:
        return None
    own = STEPS[attempt - 1] if attempt <= len(STEPS) else HOURLY
    return timedelta(seconds=min(max(own, asked or 0), LONGEST))


def after_doubt(*, doubted: bool) -> timedelta | None:
    """An unsure ping is sent once more, a minute later; a second doubt ends it."""
    return None if doubted else timedelta(seconds=DOUBT)

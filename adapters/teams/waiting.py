"""How long the other side asks us to wait."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MOST: Final = 24 * 3600.0


def seconds_asked(header: str | None, now: datetime | None = None) -> float | None:
    """Seconds in a Retry-After: a number or an HTTP date; None for anything else, and never more than a day."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            until = parsedate_to_datetime(header)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (aware - (now or datetime.now(UTC))).total_seconds()
    if not math.isfinite(seconds):
        return None
    return min(max(seconds, 0.0), _MOST)

"""The real clock."""

from datetime import UTC, datetime


class RealClock:
    """What time it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)

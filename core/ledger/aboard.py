"""What rides on one ping when much is owed: so little that it can be opened, and something of everything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from core import workdays
from core.ledger.model import Promise, Reason, Standing
from core.people import Person

MOST: Final = 12
"""On one ping, what it rings for included."""
NEXT: Final = timedelta(days=1)


class Counts(Protocol):
    """Of a kind of promise: whether its pings count under the weekly cap."""

    @property
    def capped(self) -> bool: ...


def in_turn(riders: Sequence[Promise], kinds: Mapping[str, Counts]) -> Sequence[Promise]:
    """
    The order in which they come aboard: first what no cap holds back, then one of each kind in turn, by due time.

    However much is owed of one kind, a check-in is not left behind for it.
    """
    so_far = Counter[str]()
    placed: list[tuple[bool, int, Promise]] = []
    for rider in riders:
        so_far[rider.kind] += 1
        placed.append((_capped(rider, kinds), so_far[rider.kind], rider))
    return [rider for _, _, rider in sorted(placed, key=lambda one: one[:2])]


def left_behind(rider: Promise, kinds: Mapping[str, Counts], person: Person, now: datetime) -> Promise:
    """
    It stays owed. What a cap holds back waits for another day's ping, or rides on one before: not on the next at once.

    Else whoever sees to it that much is owed would make the telephone ring until the week's three are used up.
    """
    if rider.due > now or not _capped(rider, kinds):
        return replace(rider, standing=Standing.WAITING)
    return rider.put_off(workdays.next_open(now + NEXT, person.hours, person.zone), Reason.CAP)


def _capped(rider: Promise, kinds: Mapping[str, Counts]) -> bool:
    kind = kinds.get(rider.kind)
    return kind is not None and kind.capped and not rider.chosen

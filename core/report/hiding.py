"""
Figures of people, made so coarse that nobody can be found in them: not by reading, not by subtracting.

Every such figure is rounded down to tens, and below ten it is only said to be below ten; that holds for none, too,
since "nobody" says something of each. So whatever is added to and taken from one another stays a whole number of tens.
What rounding leaves is that many small parts of a large whole can be squeezed from both sides: ten parts below ten
with ninety in all must be nine each. Where parts would be squeezed to fewer than `OPEN` possible values, the whole is
left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 10
"""No figure of fewer people."""
OPEN: Final = 5
"""How many values a part below ten must still be able to have, for whoever knows all that is published."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """At least so many, in whole tens; 0 is below ten, none included."""

    tens: int

    @property
    def few(self) -> bool:
        """Whether it may only be said to be below ten."""
        return self.tens == 0

    @property
    def least(self) -> int:
        """People; the true figure lies from here to nine above."""
        return self.tens * FEWEST


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its parts, as they may be read. `whole` is None where it would give a part away."""

    whole: Coarse | None
    parts: tuple[Coarse, ...]


def coarse(people: int) -> Coarse:
    """One figure."""
    return Coarse(max(0, people) // FEWEST)


def split(parts: Sequence[int]) -> Split:
    """A whole that is these parts, and nobody is in two of them."""
    shown, whole = tuple(coarse(each) for each in parts), coarse(sum(parts))
    carried = whole.tens - sum(each.tens for each in shown)
    lowest = FEWEST * carried - (FEWEST - 1) * (len(parts) - 1)
    squeezed = any(each.few for each in shown) and FEWEST - max(0, lowest) < OPEN
    return Split(None if squeezed else whole, shown)

"""What a guided story is made of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bots.demo.cast import TWO_AND, Actor, Part
from bots.demo.past import Begun
from bots.demo.scene import Scene

Done = Callable[[Scene], bool]
Show = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One step. Its words are `story.{key}.*`.

    `control` is what the page points at: the clock, what is next on somebody's screen (`press`), the page's own
    «Vis meg» (`show`), or one of its views. `done` is None for what only the page knows.
    """

    key: str
    control: str
    person: str = ""
    way: tuple[str, ...] = ()
    """Labels that lead there, the last press first, as "subject.key"; without any it is the ping's own button."""
    called: bool = False
    """A ping comes first: until then it is the clock that is to be pressed."""
    done: Done | None = None
    show: Show | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One story. `agreed`: since when the two have an agreement; `parts`: who is on the screens, in this order."""

    key: str
    agreed: Begun | None
    steps: tuple[Step, ...]
    parts: tuple[Part, Part, Part] = (*TWO_AND, Part.OTHER)


def person(scene: Scene, part: str) -> Actor:
    """By place or by part; the first of them where a step is nobody's."""
    return scene.who.named.get(part, scene.who.employee)


def pinged(part: str) -> Done:
    return lambda scene: scene.workplace.hints(person(scene, part)) > scene.before


MINE: Final = ("menu.ask.show", "menu.my_page")
READ: Final = "menu.read"

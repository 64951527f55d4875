"""How what somebody did reaches the subject that answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeAlias, TypeVar

from core.chat.texts import Catalogue, Texts
from core.chat.views import Outcome, Values
from core.people import Account, Person, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """
    What somebody did, from any platform.

    `key` is the same for a repeat of the same act and for no other. `profile` is there only at first contact.
    """

    key: str
    by: Account
    action: str
    ref: str = ""
    values: Values = field(default_factory=dict)
    profile: Profile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A reply once we know who it is from."""

    person: Person
    ref: str
    values: Values
    texts: Texts


@dataclass(frozen=True, slots=True)
class Then:
    """The effect is written; now show this view ("flow.view") of `ref`. A repeat is answered with the same view."""

    view: str
    ref: str = ""


W = TypeVar("W", contravariant=True)
Handler: TypeAlias = Callable[[W, Turn], Awaitable[Outcome | Then]]
View: TypeAlias = Callable[[W, Turn], Awaitable[Outcome]]


@dataclass(frozen=True, kw_only=True)
class Flow(Generic[W]):
    """
    One subject's side of the conversation: what can be pressed or submitted, and what it leads to.

    Of an answer in `reads` nothing is kept, not even that something was pressed; it must change nothing.
    """

    name: str
    texts: Catalogue
    answers: Mapping[str, Handler[W]]
    views: Mapping[str, View[W]]
    reads: frozenset[str] = frozenset()


class Door(Protocol):
    """The one way in, for every platform."""

    async def knows(self, account: Account) -> bool:
        """Whether somebody has this account already; if not, the reply needs a profile."""
        ...

    async def hear(self, reply: Reply) -> Outcome:
        """Carry out what someone did. Never raises: a refusal and a fault of ours both become kind words."""
        ...

"""The registry: a subject that keeps anything about a person must be entered here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from core.people import Person
from core.ports import Work

Json: TypeAlias = dict[str, Any]
W_contra = TypeVar("W_contra", contravariant=True)
W = TypeVar("W", bound=Work)


class Keeps(Protocol[W_contra]):
    """What one subject keeps about a person, read with that person's own sight and nobody else's."""

    @property
    def name(self) -> str:
        """The subject; `kept.<name>` and `how_long.<name>` are its words in texts.toml."""
        ...

    async def count(self, work: W_contra, person: Person) -> int:
        """How many things."""
        ...

    async def export(self, work: W_contra, person: Person) -> Sequence[Json]:
        """All of it, in a form that can be read by people and machines (art. 15 and 20)."""
        ...

    async def erase(self, work: W_contra, person: Person) -> None:
        """All that this person alone may decide to erase (art. 17)."""
        ...


@dataclass(frozen=True, kw_only=True)
class Registry(Generic[W]):
    """All subjects, in the order in which a person reads about them."""

    subjects: tuple[Keeps[W], ...]

    async def counts(self, work: W, person: Person) -> Mapping[str, int]:
        """How much each subject keeps."""
        return {subject.name: await subject.count(work, person) for subject in self.subjects}

    async def export(self, work: W, person: Person) -> Mapping[str, Sequence[Json]]:
        """Everything kept about the person that they may read."""
        return {subject.name: await subject.export(work, person) for subject in self.subjects}

    async def erase(self, work: W, person: Person) -> None:
        """Erase what the person may erase alone; the joint text of an agreement in force is not among it."""
        for subject in self.subjects:
            await subject.erase(work, person)

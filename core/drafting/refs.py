"""What a form of a draft carries along: which agreement, which version was on the screen, and which part."""

import re
from dataclasses import dataclass

from core.agreements.model import AgreementId
from core.errors import NotFound

_WORD = re.compile(r"[0-9A-Za-z_-]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Opaque ids and a number; a changed one leads to what this person may see anyway, or nowhere."""

    id: AgreementId
    number: int
    part: str

    def ref(self) -> str:
        return f"{self.id}:{self.number}:{self.part}"


def joined(id: AgreementId, *rest: object) -> str:
    """An agreement and what is meant in it."""
    return ":".join(map(str, (id, *rest)))


def parted(ref: str, most: int = 3) -> tuple[AgreementId, tuple[str, ...]]:
    """The agreement and the rest. Raises NotFound for what we did not write."""
    id, *rest = ref.split(":")
    if len(rest) >= most or not all(_WORD.fullmatch(word) for word in (id, *rest)):
        raise NotFound
    return AgreementId(id), tuple(rest)


def seen(ref: str) -> Seen:
    """Raises NotFound for what we did not write."""
    id, rest = parted(ref)
    match rest:
        case (number, part) if _NUMBER.fullmatch(number):
            return Seen(id=id, number=int(number), part=part)
        case _:
            raise NotFound

"""Reading what the employee ticked and wrote, and what of it is to be mended."""

from collections.abc import Mapping
from typing import Final

from core.chat.flows import Turn
from core.preparations import cards
from core.preparations.model import AFTERWARDS, MOST, MOST_LINE, Part, offered
from core.preparations.usecases import At

LINES: Final = frozenset({Part.SENTENCE, Part.CALL})


def text(turn: Turn, name: str) -> str:
    """One field, without the space around it."""
    return str(turn.values.get(name) or "").strip()


def before(turn: Turn, at: At) -> Mapping[Part, str]:
    """What was ticked and written; a sentence of one's own goes before a borrowed one."""
    ticked = turn.values.get(cards.TICKED) or ()
    given = dict.fromkeys((part for part in offered(at.occasion.kind) if part in ticked), "")
    written = {part: text(turn, part) for part in (Part.SENTENCE, Part.CALL, Part.WORDS)}
    written = {part: " ".join(text.split()) if part in LINES else text for part, text in written.items()}
    written[Part.SENTENCE] = written[Part.SENTENCE] or cards.lent(
        turn.texts, at.occasion, text(turn, cards.BORROWED)
    )
    return given | {part: text for part, text in written.items() if text}


def afterwards(turn: Turn) -> Mapping[Part, str]:
    """What was written about how it was."""
    return {part: said for part in Part if part in AFTERWARDS and (said := text(turn, part))}


def wrong(turn: Turn, given: Mapping[Part, str], first: str) -> Mapping[str, str]:
    """What is to be mended: nothing at all, which is said at the `first` field, or too much."""
    if not given:
        return {first: turn.texts("empty")}
    most = {part: MOST_LINE if part in LINES else MOST for part in given}
    return {
        part.value: turn.texts("too_long", most=most[part], by=len(text) - most[part])
        for part, text in given.items()
        if len(text) > most[part]
    }

"""The text of a draft, part by part: who wrote what, what was said about it, and buttons where one may write."""

from collections.abc import Sequence

from core.agreements.model import Measure, MeasureKind
from core.chat.texts import Texts
from core.chat.views import Block, Button, Buttons, Fact, Heading, Note, Quote
from core.drafting import words
from core.drafting.model import FOLLOW_UP, OCCASIONS, PAPER
from core.drafting.paging import Chunk
from core.drafting.reading import Reading, Stage
from core.drafting.refs import joined


def chunks(texts: Texts, reading: Reading, *, writing: bool) -> Sequence[Chunk]:
    made: list[Chunk] = []
    for part in words.ORDER:
        heading = Heading(texts(f"part.{part}"))
        if part in list(MeasureKind):
            made += _measures(texts, reading, MeasureKind(part), heading, writing=writing)
        else:
            made.append(Chunk(part=part, blocks=(heading, *_part(texts, reading, part, writing=writing))))
        made += _comments(texts, reading, part)
    if writing and not reading.running:
        made += [Chunk(part=PAPER, blocks=_paper(texts, reading)), *_comments(texts, reading, PAPER)]
    return made


def _paper(texts: Texts, reading: Reading) -> tuple[Block, ...]:
    """Last: most agreements are written here, and who has one on paper is looking for it."""
    heading = texts(f"part.{PAPER}")
    said: Block = (
        Quote(words.taken(texts, reading.wording)) if reading.from_paper else Note(texts(f"for.{PAPER}"))
    )
    label = texts("change" if reading.from_paper else "paper.take")
    buttons = _buttons(texts, reading, PAPER, heading, label)
    return (Heading(heading), said, *written_by(texts, reading, PAPER), buttons)


def _part(texts: Texts, reading: Reading, part: str, *, writing: bool) -> Sequence[Block]:
    body: list[Block] = []
    if part == FOLLOW_UP:
        body += [Fact(what, value) for what, value in words.rhythm(texts, reading.wording)]
    elif part == OCCASIONS and (kinds := words.kinds(texts, reading.wording)):
        body.append(Quote("\n".join(kinds)))
    elif said := words.said(texts, reading.role, reading.wording, part):
        body.append(Quote(said[0]))
    else:
        body.append(Note(texts(f"for.{part}" if writing else "nothing")))
    body += written_by(texts, reading, part)
    if writing:
        label = texts("change" if not isinstance(body[0], Note) else "write")
        body.append(_buttons(texts, reading, part, texts(f"part.{part}"), label))
    return body


def _measures(
    texts: Texts, reading: Reading, kind: MeasureKind, heading: Heading, *, writing: bool
) -> Sequence[Chunk]:
    chunks: list[Chunk] = []
    for measure in (m for m in reading.wording.measures if m.kind is kind):
        top: tuple[Block, ...] = () if chunks else (heading,)
        chunks.append(Chunk(part=measure.id, blocks=(*top, *_measure(texts, reading, measure, writing))))
        chunks += _comments(texts, reading, measure.id)
    if writing or not chunks:
        hint = Note(texts(f"for.{kind}" if writing else "nothing"))
        end: tuple[Block, ...] = () if chunks else (heading, hint)
        if writing:
            add = Button(
                label=texts("add"), action="drafting.write", ref=joined(reading.id, kind), about=heading.text
            )
            end = (*end, Buttons((add,)))
        chunks.append(Chunk(part=kind, blocks=end))
    return chunks


def _measure(texts: Texts, reading: Reading, measure: Measure, writing: bool) -> Sequence[Block]:  # noqa: FBT001
    by = [note.text for note in written_by(texts, reading, measure.id)]
    done_by = texts("done_by", who=words.owner(texts, reading.role, measure))
    body: list[Block] = [Quote(measure.text), Note(" · ".join([done_by, *by]))]
    if writing:
        body.append(_buttons(texts, reading, measure.id, measure.text[: words.ABOUT], texts("change")))
    return body


def written_by(texts: Texts, reading: Reading, part: str) -> Sequence[Note]:
    who = reading.draft.authors.get(part)
    return [] if who is None else [Note(texts("by", who=words.author(texts, reading.role, who)))]


def _buttons(texts: Texts, reading: Reading, part: str, about: str, label: str) -> Buttons:
    ref = joined(reading.id, part)
    say = Button(label=texts("say"), action="drafting.say", ref=ref, about=about)
    if not reading.may_write(part):
        return Buttons((say,))
    return Buttons((Button(label=label, action="drafting.write", ref=ref, about=about), say))


def _comments(texts: Texts, reading: Reading, part: str) -> Sequence[Chunk]:
    return [
        Chunk(part=part, blocks=(Fact(comment_by(texts, reading, comment.who), comment.text),))
        for comment in reading.draft.comments
        if comment.about == part and reading.stage in {Stage.WRITING, Stage.SENT}
    ]


def comment_by(texts: Texts, reading: Reading, who: object) -> str:
    return texts("comment_by_me" if who is reading.role else f"comment_by.{who}")


def leafing(texts: Texts, action: str, id: str, here: int, of: int) -> list[Block]:
    there = [("back", here - 1)] * (here > 0) + [("forward", here + 1)] * (here < of - 1)
    buttons = [Button(label=texts(key), action=action, ref=f"{id}:{n}") for key, n in there]
    return [Buttons(tuple(buttons))] if buttons else []

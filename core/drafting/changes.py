"""What changed in a draft: the old text and the new, in words."""

from core.agreements.model import Wording
from core.chat.texts import Texts
from core.chat.views import Block, Button, Buttons, Divider, Fact, Form, Heading, Note, Paragraph, Quote
from core.drafting import model, paging, words
from core.drafting.model import Draft
from core.drafting.paging import Chunk
from core.drafting.parts import comment_by, leafing, written_by
from core.drafting.reading import Base, Reading
from core.drafting.refs import joined


def changes(texts: Texts, reading: Reading, old: Draft, base: Base, at: str) -> Form:
    """Both texts side by side in words, part by part: as it read, and as it reads."""
    chunks = _differences(texts, reading, old.wording)
    fresh = [each for each in reading.draft.comments if each not in old.comments]
    chunks += [
        Chunk(part="comments", blocks=(Fact(comment_by(texts, reading, each.who), each.text),))
        for each in fresh
    ]
    pages = paging.pages(chunks)
    here = paging.place(pages, at)
    body: list[Block] = [Paragraph(texts(f"since.{base}"))]
    body += [block for chunk in pages[here] for block in chunk.blocks] or [Paragraph(texts("unchanged"))]
    body += leafing(texts, "drafting.changes", joined(reading.id, base), here, len(pages))
    others = [each for each in Base if each is not base and (each is not Base.FORCE or reading.running)]
    body += [
        Divider(),
        Buttons(
            (
                *(
                    Button(label=texts(f"base.{e}"), action="drafting.changes", ref=joined(reading.id, e))
                    for e in others
                ),
                Button(label=texts("to_draft"), action="drafting.page", ref=joined(reading.id)),
            )
        ),
    ]
    return Form(title=texts("changes"), body=tuple(body), close=texts("close"))


def _differences(texts: Texts, reading: Reading, old: Wording) -> list[Chunk]:
    new, chunks = reading.wording, list[Chunk]()
    for part in model.changed(old, new):
        heading = Heading(words.name(texts, part, new, old))
        for label, wording in (("before", old), ("now", new)):
            said = words.said(texts, reading.role, wording, part)
            text: Block = Quote("\n".join(said)) if said else Paragraph(texts(f"{label}_nothing"))
            top = (heading,) if label == "before" else ()
            chunks.append(Chunk(part=part, blocks=(*top, Note(texts(label)), text)))
        chunks[-1] = Chunk(part=part, blocks=(*chunks[-1].blocks, *written_by(texts, reading, part)))
    return chunks

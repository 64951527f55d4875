"""The forms of the code: what it is for, and its one showing."""

from core.chat.texts import Texts
from core.chat.views import Button, Buttons, Fact, Form, FormBlock, Link, Note, Paragraph


def page(texts: Texts, ref: str, address: str, *, made: bool) -> Form:
    """`address` is where the code is used; empty where there is no such page, and then none can be made."""
    body: list[FormBlock] = [Paragraph(texts("code.body")), *_where(texts, address)]
    if address:
        label = texts("code.again" if made else "code.make")
        body.append(Note(texts("code.made" if made else "code.none")))
        body.append(Buttons((Button(label=label, action="around.code", ref=ref),)))
    return Form(title=texts("code.title"), body=tuple(body), close=texts("close"))


def once(texts: Texts, address: str, code: str) -> Form:
    """The code. Nothing else shows it."""
    body: tuple[FormBlock, ...] = (
        Paragraph(texts("code.once")),
        Fact(texts("code.title"), code),
        *_where(texts, address),
        Note(texts("code.keep")),
    )
    return Form(title=texts("code.title"), body=body, close=texts("close"))


def shown(texts: Texts) -> Form:
    """For a press that came again."""
    return Form(title=texts("code.title"), body=(Paragraph(texts("code.shown")),), close=texts("close"))


def _where(texts: Texts, address: str) -> tuple[FormBlock, ...]:
    if not address:
        return (Paragraph(texts("code.not_set_up")),)
    return Link(texts("code.page"), address), Fact(texts("code.address"), address)

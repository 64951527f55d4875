"""The draft as it is read: to write in, to sign, and in force; and leaving it."""

from core.agreements import course as moves
from core.chat.texts import Texts
from core.chat.views import Block, Button, Buttons, Divider, Fact, Form, Heading, Note, Paragraph
from core.drafting import model, paging, words
from core.drafting.parts import chunks, leafing
from core.drafting.reading import Reading, Stage
from core.drafting.refs import joined
from core.sight import Role


def page(texts: Texts, reading: Reading, at: str, *, rework: bool = False, note: str = "") -> Form:
    """
    The whole text, on as many pages as it takes; what there is to decide comes after the last word of it.

    `rework`: with buttons to change what has been sent or is in force. `note` is said first.
    """
    writing = reading.stage is Stage.WRITING or (rework and reading.stage is not Stage.OVER)
    pages = paging.pages(chunks(texts, reading, writing=writing))
    here = paging.place(pages, at)
    body: list[Block] = [Paragraph(note)] if note else []
    body += _head(texts, reading, writing=writing) if here == 0 else []
    body += [Note(texts("pages", n=here + 1, of=len(pages)))] if len(pages) > 1 else []
    body += [block for chunk in pages[here] for block in chunk.blocks]
    body += leafing(texts, f"drafting.{'rework' if rework else 'page'}", reading.id, here, len(pages))
    last = here == len(pages) - 1
    action, submit, ref = _decision(texts, reading) if last and not rework else ("", "", "")
    body += _foot(texts, reading, signing=action == "drafting.sign", rework=rework) if last else []
    return Form(
        title=texts("title_in_force" if reading.stage in {Stage.IN_FORCE, Stage.OVER} else "title"),
        body=tuple(body),
        action=action,
        submit=submit,
        ref=ref,
        close=texts("close"),
        even=True,
    )


def _decision(texts: Texts, reading: Reading) -> tuple[str, str, str]:
    """What the form's own button does, if there is anything to do."""
    lacking = model.lacks(reading.wording, reading.today)
    if reading.stage is Stage.WRITING and not lacking:
        return "drafting.send", _said(texts, reading, "send"), joined(reading.id, reading.draft.number)
    if reading.stage is Stage.SENT and not reading.course.signed_by(reading.role) and not lacking:
        digest = model.digest(reading.id, reading.wording)
        return (
            "drafting.sign",
            _said(texts, reading, "sign"),
            joined(reading.id, reading.draft.number, digest),
        )
    return "", "", ""


def _said(texts: Texts, reading: Reading, key: str, **holes: object) -> str:
    """These words; or those for a text from paper, which is not signed anew but confirmed to be the same."""
    return texts(f"paper.{key}" if reading.wording.paper else key, **holes)


def _taken(texts: Texts, reading: Reading) -> list[Block]:
    return [Paragraph(words.taken(texts, reading.wording))] if reading.wording.paper else []


def _head(texts: Texts, reading: Reading, *, writing: bool) -> list[Block]:
    body: list[Block] = []
    match reading.stage:
        case Stage.WRITING:
            intro = texts("intro_amendment") if reading.running else _said(texts, reading, "intro")
            body = [Paragraph(intro)]
            body += _lacking(texts, reading)
        case Stage.SENT:
            sent = _said(texts, reading, "sent", who=_sender(texts, reading))
            body = [Paragraph(sent), *_taken(texts, reading), *_signatures(texts, reading)]
        case Stage.IN_FORCE:
            in_force = Paragraph(_said(texts, reading, "in_force"))
            body = [in_force, *_taken(texts, reading), *_stamp(texts, reading), *_code(texts, reading)]
        case Stage.OVER:
            return [Paragraph(texts("over")), *_taken(texts, reading), Divider()]
    if writing and reading.stage is not Stage.WRITING:
        again = _said(texts, reading, "reopens") if reading.stage is Stage.SENT else texts("proposes")
        body.append(Paragraph(again))
    return [*body, *_aside(texts, reading)]


def _aside(texts: Texts, reading: Reading) -> list[Block]:
    """What has changed, and before it is in force who else is with the two; then its own page has that."""
    buttons = []
    if reading.stage is not Stage.IN_FORCE and (reading.running or reading.draft.number > 1):
        buttons.append(Button(label=texts("changes"), action="drafting.changes", ref=joined(reading.id)))
    if not reading.running:
        buttons.append(Button(label=texts("group"), action="group.page", ref=reading.id))
    return [*([Buttons(tuple(buttons))] if buttons else []), Divider()]


def _lacking(texts: Texts, reading: Reading) -> list[Block]:
    lacks = model.lacks(reading.wording, reading.today)
    if not lacks:
        return [Paragraph(_said(texts, reading, "enough"))]
    return [
        Paragraph(_said(texts, reading, "lacking")),
        *(Paragraph(f"– {texts(f'lack.{lack}')}") for lack in lacks),
    ]


def _sender(texts: Texts, reading: Reading) -> str:
    sender = reading.course.sent_by
    return texts("you_say" if sender in {None, reading.role} else f"they_say.{sender}")


def _stamp(texts: Texts, reading: Reading) -> list[Block]:
    digest = model.short(model.digest(reading.id, reading.wording))
    return [Fact(texts("stamp"), digest), Note(texts("stamp_hint"))]


def _signatures(texts: Texts, reading: Reading) -> list[Block]:
    other = moves.other(reading.role)
    body: list[Block] = []
    if reading.course.signed_by(reading.role):
        body.append(Paragraph(_said(texts, reading, "signed_by_me", who=texts(f"they.{other}"))))
        body += _code(texts, reading)
    if reading.course.signed_by(other):
        body.append(Paragraph(_said(texts, reading, f"signed_by_them.{other}")))
    return [*body, *_stamp(texts, reading)]


def _code(texts: Texts, reading: Reading) -> list[Block]:
    """For the employee who has signed: what is theirs can be fetched after leaving, with a code made before."""
    if reading.role is not Role.EMPLOYEE:
        return []
    button = Button(label=texts("code"), action="around.recovery", ref=joined(reading.id))
    return [Note(texts("code_why")), Buttons((button,))]


def _foot(texts: Texts, reading: Reading, *, signing: bool, rework: bool) -> list[Block]:
    body: list[Block] = []
    if signing:
        body += [
            Divider(),
            Heading(_said(texts, reading, "sign_means")),
            Paragraph(_said(texts, reading, f"sign_body.{reading.role}")),
            Paragraph(texts("sign_binds", day=texts.dated(reading.wording.ends_on))),
            Paragraph(texts(f"sign_out.{reading.role}")),
        ]
    buttons = []
    if not rework and reading.stage in {Stage.SENT, Stage.IN_FORCE}:
        label = texts("rework" if reading.stage is Stage.SENT else "propose")
        buttons.append(Button(label=label, action="drafting.rework", ref=joined(reading.id)))
    if reading.stage in {Stage.WRITING, Stage.SENT}:
        label = texts("leave_amendment" if reading.running else "leave")
        buttons.append(Button(label=label, action="drafting.leave", ref=joined(reading.id)))
    return [*body, Divider(), Buttons(tuple(buttons))] if buttons else body


def leaving(texts: Texts, reading: Reading) -> Form:
    """The way out, said plainly and once; both answers are equal."""
    what = "amendment" if reading.running else "draft"
    return Form(
        title=texts(f"leaving.{what}"),
        body=(Paragraph(texts(f"leaving_body.{what}")), Paragraph(texts("leaving_after"))),
        action="drafting.left",
        submit=texts(f"leaving_yes.{what}"),
        ref=joined(reading.id, what),
        close=texts("stay"),
        even=True,
    )

"""The forms of a deputy: proposing, agreeing, and what the deputy reads."""

from collections.abc import Sequence
from datetime import date

from core.agreements.model import AgreementId, Deputy, Terms
from core.around.cards import sits, text_pages, you_sit
from core.chat.texts import Texts
from core.chat.views import (
    Block,
    Button,
    Buttons,
    DatePick,
    Divider,
    Form,
    Heading,
    Note,
    Option,
    Paragraph,
    PersonPick,
)
from core.checkins import cards as checkins
from core.checkins.model import Share
from core.checkins.texts import TEXTS as CHECKINS
from core.drafting import paging
from core.life.sheet import Names
from core.people import Person
from core.sight import Role


def propose(
    texts: Texts, id: AgreementId, role: Role, who: Sequence[Person], other: str, days: tuple[date, date]
) -> Form:
    """Who and when; what it means stands above, since for the employee this is the yes."""
    if not who:
        return Form(
            title=texts("deputy.title"), body=(Paragraph(texts("choose.nobody")),), close=texts("close")
        )
    mine = role is Role.EMPLOYEE
    seated = sits(texts, who) if mine else []
    return Form(
        title=texts("deputy.title"),
        body=(
            Paragraph(texts("deputy.reads")),
            Paragraph(texts("deputy.yours") if mine else texts("deputy.theirs", employee=other)),
            PersonPick(
                name="to",
                label=texts("choose.who"),
                options=tuple(Option(value=each.id, label=each.name) for each in who),
            ),
            *seated,
            DatePick(name="since", label=texts("deputy.since"), value=days[0].isoformat()),
            DatePick(name="until", label=texts("deputy.until"), value=days[1].isoformat()),
        ),
        action="around.propose",
        submit=texts("deputy.agree" if mine else "deputy.propose"),
        ref=id,
        close=texts("close"),
    )


def nobody_leads(texts: Texts) -> Form:
    """There is nobody to be a deputy for."""
    return Form(
        title=texts("deputy.title"), body=(Paragraph(texts("deputy.nobody_leads")),), close=texts("close")
    )


def standing(
    texts: Texts, id: AgreementId, role: Role, deputy: Deputy, person: Person, employee: str
) -> Form:
    """A proposal or one who was agreed on, with what this party can do about it."""
    words = {"name": person.name, "since": texts.dated(deputy.since), "until": texts.dated(deputy.until)}
    no = Button(
        label=texts("deputy.no" if not deputy.agreed else "deputy.over"), action="around.no_deputy", ref=id
    )
    body: list[Block] = []
    if deputy.agreed:
        body += [Paragraph(texts("deputy.is", **words)), Paragraph(texts("deputy.reads"))]
    elif role is Role.LEADER:
        body += [Paragraph(texts("deputy.waits", employee=employee, **words))]
    else:
        body += [Paragraph(texts("deputy.asked", **words)), Paragraph(texts("deputy.reads"))]
        body += sits(texts, [person])
    body.append(Buttons((no,)))
    decides = role is Role.EMPLOYEE and not deputy.agreed
    return Form(
        title=texts("deputy.title"),
        body=tuple(body),
        action="around.agree" if decides else "",
        submit=texts("deputy.agree") if decides else "",
        ref=f"{id}:{deputy.person}:{deputy.since}:{deputy.until}" if decides else id,
        close=texts("close"),
        even=True,
    )


def reading(
    texts: Texts, terms: Terms, names: Names, shares: Sequence[Share], until: date, at: str, *, reader: Person
) -> Form:
    """What was shared in that time, then the text, on as many pages as it takes."""
    id, employee = terms.agreement, names[Role.EMPLOYEE]
    words = texts.other(CHECKINS)
    chunks = [
        paging.Chunk(
            part="",
            blocks=(
                Heading(words(f"leader.part.{share.part}")),
                *checkins.content(words, checkins.of_share(share)),
            ),
        )
        for share in shares
    ]
    pages = paging.pages([*chunks, *text_pages(texts, terms, names)])
    here = paging.place(pages, at)
    body: list[Block] = []
    if here == 0:
        leader = names[Role.LEADER]
        body += [
            Paragraph(texts("standin.body", employee=employee, leader=leader, until=texts.dated(until))),
            Note(texts("asked.secret", employee=employee)),
            *you_sit(texts, reader),
            *([] if shares else [Paragraph(texts("standin.nothing"))]),
            Divider(),
        ]
    body += [block for chunk in pages[here] for block in chunk.blocks]
    there = [("asked.back", here - 1)] * (here > 0) + [("asked.on", here + 1)] * (here < len(pages) - 1)
    if there:
        body.append(
            Buttons(tuple(Button(label=texts(k), action="around.standin", ref=f"{id}:{n}") for k, n in there))
        )
    return Form(title=texts("deputy.title"), body=tuple(body), close=texts("close"))

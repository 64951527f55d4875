"""What is read about the policy: by everybody, by a leader who is to take it up, and before a revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.chat.texts import Texts, load
from core.chat.views import (
    Button,
    Buttons,
    Divider,
    Done,
    Fact,
    Form,
    FormBlock,
    Heading,
    Link,
    Note,
    Paragraph,
    Quote,
)
from core.policy.model import Policy
from core.policy.team import Why

TEXTS = load(__package__)
TELL: Final = ("what", "where", "help", "whom", "culture")
"""What a leader tells the team, in this order."""
ASK: Final = ("party", "no", "gambling")
"""Questions about how things are done here, and never about anybody's own habits (S129, S173, S174)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a reader is to the policy. `read_on`: when they said that they have read it. `counted`: how many have, for whoever may know."""

    read_on: date | None = None
    leads: bool = False
    counted: int | None = None


def called(texts: Texts, policy: Policy) -> str:
    """What the workplace calls it."""
    return texts(f"label.{policy.label.name.lower()}")


def line(texts: Texts, kind: str, policy: Policy) -> str:
    """For a person's own list of what waits."""
    return texts(f"list.{kind.removeprefix('policy.')}", label=called(texts, policy))


def none(texts: Texts) -> Done:
    """Nobody has recorded one."""
    return Done(text=texts("none"), title=texts("title"), close=texts("close"))


def page(texts: Texts, policy: Policy, reader: Standing) -> Form:
    """For everybody: what it says in short, where it is, and who stands behind it (S126, S127)."""
    body: list[FormBlock] = [
        Heading(policy.title),
        Quote(policy.summary_for(texts.language)),
        Link(texts("open"), policy.link),
        Note(texts("link_note")),
        Fact(
            texts("version"), texts("version_is", version=policy.version, day=texts.dated(policy.adopted_on))
        ),
        Fact(texts("adopted_by"), texts("both", one=policy.by_employer, other=policy.by_employees)),
        Fact(texts("who_is_told"), policy.who_is_told),
        Fact(texts("revise_on"), texts.dated(policy.revise_on)),
        *_acknowledging(texts, policy, reader),
        Buttons(
            (
                Button(label=texts("talk"), action="menu.talk"),
                Button(label=texts("overview"), action="guides.start"),
            )
        ),
    ]
    if reader.leads:
        body += [
            Divider(),
            Paragraph(texts("you_lead")),
            Buttons((Button(label=texts("take_up"), action="policy.team"),)),
        ]
    if reader.counted is not None:
        key = "counted" if reader.counted else "too_few"
        body += [Divider(), Note(texts(key, n=reader.counted))]
    return Form(title=called(texts, policy), body=tuple(body), close=texts("close"))


def _acknowledging(texts: Texts, policy: Policy, reader: Standing) -> list[FormBlock]:
    if reader.read_on is not None:
        return [Note(texts("read_on", day=texts.dated(reader.read_on)))]
    if not policy.acknowledge:
        return []
    return [
        Divider(),
        Paragraph(texts("wanted")),
        Buttons((Button(label=texts("i_have_read"), action="policy.read", ref=str(policy.number)),)),
        Note(texts("who_sees")),
    ]


def team(texts: Texts, policy: Policy, why: Sequence[Why], last: date | None) -> Form:
    """The leader's task: why now, what to tell the team, what to ask, and two ways to be through with it for now."""
    body: list[FormBlock] = [
        Paragraph(texts("team.body", title=policy.title)),
        *(Paragraph(texts(f"why.{each}", version=policy.version)) for each in why),
        *((Note(texts("team.last", day=texts.dated(last))),) if last is not None else ()),
        Link(texts("open"), policy.link),
        Heading(texts("team.tell")),
        *(Paragraph(f"{n}. {texts(f'tell.{each}')}") for n, each in enumerate(TELL, start=1)),
        Heading(texts("team.ask")),
        Note(texts("team.not_about")),
        *(Quote(texts(f"ask.{each}")) for each in ASK),
        Buttons((Button(label=texts("cards"), action="guides.read", ref="cards"),)),
        Divider(),
        Buttons(
            (
                Button(label=texts("taken_up"), action="policy.taken"),
                Button(label=texts("in_two_weeks"), action="policy.later"),
            )
        ),
        Note(texts("team.everybody")),
        Note(texts("team.law")),
    ]
    return Form(title=texts("take_up"), body=tuple(body), close=texts("close"))


def revise(texts: Texts, policy: Policy, today: date) -> Form:
    """For HR and the committee (S153)."""
    key = "revise.over" if policy.revise_on <= today else "revise.soon"
    return Form(
        title=called(texts, policy),
        body=(
            Paragraph(texts(key, title=policy.title, day=texts.dated(policy.revise_on))),
            Paragraph(texts("revise.both")),
            Link(texts("open"), policy.link),
            Fact(
                texts("version"),
                texts("version_is", version=policy.version, day=texts.dated(policy.adopted_on)),
            ),
            Note(texts("revise.how")),
        ),
        close=texts("close"),
    )


def through(texts: Texts, back: datetime | None = None) -> Done:
    """Done, or when it comes back."""
    words = texts("done") if back is None else texts("comes_back", day=texts.day(back), time=texts.hour(back))
    return Done(text=words, title=texts("take_up"), close=texts("close"))

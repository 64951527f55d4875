"""
The committee's whole surface gives the same bytes with 0 and with 500 agreements in the database (S154).

One workplace, the same people, the same committee: first without a single agreement, then with the rows of five hundred
put in behind the store's back, each with its check-in, its grants and its promises. Everything that a committee member
can press, send in, fetch, export or print is tried in both, and only random ids are taken out before comparing.

Over 200 lines: the whole workplace and the whole surface stand in one place.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bots.subjects import flows, printed, registry
from core.campaigns import voting
from core.campaigns.model import Audience, Campaign, Fate, State, Whom, Words
from core.chat.flows import Reply
from core.chat.texts import load
from core.chat.views import Values
from core.committee.model import Party
from core.conversation import Conversation
from core.errors import NotFound, Refused
from core.ledger import usecases as ledger
from core.pages.model import File
from core.pages.usecases import Desk
from core.people import Account, Language, Person, PersonId, Platform, Position
from core.plan.kinds import STEP
from core.plan.sheet import HseSheet, PlanSheet
from core.report.sheet import ReportSheet, ref_of
from storage.keyring import Keyring, RootSecret
from storage.store import SqlStore, SqlWork
from storage.tables import metadata
from tests.bench.estate import Estate
from tests.bots.office import SLACK, Office
from tests.bots.test_policy import filled_in
from tests.builders import (
    MONDAY,
    WORKPLACE,
    StoppedClock,
    a_body,
    a_campaign,
    a_guideline,
    a_lesson,
    a_person,
    a_plan,
    a_term,
    a_training,
    an_action,
    an_occasion,
)
from tests.golive import gone_live

AGREEMENTS: Final = 500
TEAM: Final = SLACK["INNSJEKK_SLACK_TEAM_ID"]
SURFACE: Final = (
    "committee", "plan", "competence", "campaigns", "report", "contacts", "policy", "occasions",
    "menu", "guides", "explore", "tips", "settings", "privacy", "reminders", "ping",
)  # fmt: skip
"""The committee's own subjects, and all else that is there for somebody who has no agreement."""
PEOPLE: Final = ("workplaces", "people", "accounts")
"""The same before and after; everything else that an estate writes is about agreements."""
ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![\w-])[\w-]{43}(?![\w-])")
OWN: Final = SURFACE[:8]
TRIED: Final = (State.DRAFT, State.PROPOSED, State.SENDING)
"""Campaigns that every verb is tried with; the list and the report have those of the other states, too."""
FILES: Mapping[type, Sequence[str]] = {
    ReportSheet: [ref_of(2026, language) for language in Language],
    PlanSheet: ("2026", "2027"),
    HseSheet: ("2026", "2027"),
}
"""What the committee fetches of each; of the other files, what concerns nothing in particular."""
MEMBERS: Mapping[str, frozenset[Position]] = {
    "amina": frozenset(),
    "solveig": frozenset(Position),
}
"""Somebody with a seat and nothing else, and somebody who is all that one can be."""
TYPED: Values = {
    "name": "Ola Oppdiktet", "party": "employee", "day": "2026-12-01", "title": "Ny tittel", "body": "Ny tekst",
    "link": "https://akan.no/", "level": "universal", "due": "2027-03-01", "owner": "hr", "status": "done",
    "evaluation": "Bra", "cooperation": "Fint", "proposals": "Mer tid", "whom": "everybody", "when": "now",
    "guard": "550", "learned": "Kort virket", "months": "24", "mandate": "Vedtatt", "kind": "julebord", "on": "2026-12-11",
    "adopted": "2026-11-01", "revise": "2028-11-01", "version": "2", "course": "", "who": "",
}  # fmt: skip


class Undo(Exception):
    """Nothing of this is to be kept."""


class Undone:
    """A store in which every transaction ends as if it had not been."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlWork]:
        with suppress(Undo):
            async with self._store.transaction() as work:
                yield work
                raise Undo


@dataclass(frozen=True)
class Committee:
    """Its members, and what the buttons of each subject could carry."""

    members: Mapping[str, Person]
    refs: Mapping[str, tuple[str, ...]]


def without_ids(seen: object) -> str:
    """The same with every opaque id taken out."""
    return ID.sub("ID", repr(seen))


@asynccontextmanager
async def behind(desk: Office) -> AsyncIterator[AsyncConnection]:
    """The database itself, past the store."""
    engine = create_async_engine(desk.env["INNSJEKK_DATABASE_URL"])
    async with engine.begin() as connection:
        yield connection
    await engine.dispose()


async def lay_aside(connection: AsyncConnection) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Every row of an estate but its people, taken out of the database."""
    tables = [each for each in metadata.sorted_tables if each.name not in (*PEOPLE, "seal_check")]
    found = {
        each.name: [dict(row) for row in (await connection.execute(select(each))).mappings()]
        for each in tables
    }
    for each in reversed(tables):
        await connection.execute(delete(each))
    return {name: rows for name, rows in found.items() if rows}


async def put_back(connection: AsyncConnection, laid: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    for each in metadata.sorted_tables:
        if each.name in laid:
            await connection.execute(each.insert(), laid[each.name])


async def seat(work: SqlWork) -> Committee:
    """A body, two members, this year's plan and the next, training, papers, an occasion, and campaigns of every state."""
    members = {
        key: a_person(
            key,
            name=f"{key.capitalize()} Oppdiktet",
            positions=positions,
            accounts=(Account(platform=Platform.SLACK, tenant=TEAM, id=f"U-{key}"),),
        )
        for key, positions in MEMBERS.items()
    }
    for person in members.values():
        await work.people.add(person)
    await gone_live(work, WORKPLACE)
    await work.committee.put(a_body())
    terms = [
        a_term(person=members["amina"].id, party=Party.EMPLOYEE, ends_on=MONDAY.date() + timedelta(days=60)),
        a_term(person=members["solveig"].id, party=Party.MANAGEMENT),
    ]
    for term in terms:
        await work.committee.add(term)
    for year in (2026, 2027):
        await work.plans.put(a_plan(year=year, actions=(an_action(id=f"tiltak-{year}"),)))
    lesson, took = a_lesson(), a_training(person=members["solveig"].id)
    await work.competence.offer(lesson)
    await work.competence.add(took)
    await work.competence.record(a_guideline())
    party = an_occasion()
    await work.occasions.add(party)
    campaigns = [await _campaign(work, members["solveig"], state) for state in State]
    await ledger.owe(work, members["amina"], STEP, "adopt:2027", work.now, once="step:apart")
    refs: dict[str, tuple[str, ...]] = {
        "committee": tuple(f"{each.id}{more}" for each in terms for more in ("", ":0")),
        "plan": ("2026", "2027", "2027:0", "2027:tiltak-2027:0", "2027:tiltak-2027"),
        "competence": (lesson.id, took.id, "1", "0"),
        "campaigns": ("julebord", "::nb", *(f"{each.id}{more}" for each in campaigns if each.state in TRIED for more in ("", ":0", ":0:nb"))),
        "report": ("nb", "en"),
        "occasions": (party.id, f"{party.id}:0", "julebord"),
        "ping": tuple(each.id for each in await work.ledger.of(members["amina"].id)),
    }  # fmt: skip
    return Committee(members, refs)


async def _campaign(work: SqlWork, author: Person, state: State) -> Campaign:
    begun = state in {State.SENDING, State.PAUSED, State.SENT, State.CANCELLED, State.ARCHIVED}
    campaign = a_campaign(
        author=author.id,
        state=state,
        began_at=MONDAY - timedelta(days=1) if begun else None,
        starts_at=MONDAY if state is State.SCHEDULED else None,
        audience=Audience() if state is not State.PAUSED else Audience(Whom.ROLE, "leader"),
        words={Language.NB: Words(f"Kampanje {state}", "Tekst", "Hjelper det?", ("Ja", "Nei"))},
    )
    await work.campaigns.add(campaign)
    if begun:
        reached = [PersonId(f"e{each}") for each in range(40)]
        await work.campaigns.note(campaign.id, reached, Fate.DELIVERED)
        await work.campaigns.note(campaign.id, [PersonId("e41"), PersonId("e42")], Fate.UNREACHABLE)
        for each in range(12):
            await voting.vote(work, campaign, a_person(f"e{each}"), each % 2)
    return campaign


async def surface(store: SqlStore, them: Committee) -> dict[str, str]:
    """All that comes back, by who asked for what."""
    door = Conversation(Undone(store), flows(Desk("https://innsjekk.example.org")))
    seen: dict[str, str] = {}
    for who, person in them.members.items():
        for flow in (each for each in flows() if each.name in SURFACE):
            for verb in flow.answers:
                for ref in ("", *them.refs.get(flow.name, ())):
                    for values in ({}, TYPED) if flow.name in OWN and verb not in flow.reads else ({},):
                        asked = f"{who} {flow.name}.{verb} {ref} {len(values)}"
                        reply = Reply(
                            key=asked,
                            by=person.accounts[0],
                            action=f"{flow.name}.{verb}",
                            ref=ref,
                            values=values,
                        )
                        seen[asked] = without_ids(await door.hear(reply))
        async with store.reading() as work:
            for subject in registry().subjects:
                kept = await subject.count(work, person), await subject.export(work, person)
                seen[f"{who} keeps {subject.name}"] = without_ids(kept)
            for name, file in printed().items():
                for ref in FILES.get(type(file), ("",)):
                    seen[f"{who} fetches {name} {ref}"] = without_ids(await _built(file, work, person, ref))
    return seen


async def _built(file: Any, work: SqlWork, person: Person, ref: str) -> File | str:
    try:
        built: File = await file.build(work, person, ref)
    except (NotFound, Refused) as no:
        return type(no).__name__
    return built


def commands(desk: Office, round: int) -> dict[str, bytes | str]:
    """What the operator's commands say and write that have to do with the committee."""
    seen: dict[str, bytes | str] = {}
    for given in (
        ("campaign", "list"),
        ("occasions", "list"),
        ("policy", "set", "--show"),
        ("golive", "--show"),
    ):
        seen[" ".join(given)] = desk.run(*given).said
    for language in Language:
        out = desk.folder / f"{round}-{language}.pdf"
        ran = desk.run("report", "--year", "2026", "--out", out, "--language", language)
        assert ran.code == 0, ran.said
        seen[f"report {language}"] = out.read_bytes()
    return seen


async def test_five_hundred_agreements_change_no_byte_of_what_the_committee_has(desk: Office) -> None:
    """Each press, each form sent in, each file, each export, each command, for somebody with a seat and for somebody who is all."""
    ring = Keyring.load(desk.keyring, RootSecret.read(file=desk.root))
    async with behind(desk) as connection:
        await Estate(agreements=AGREEMENTS).fill(ring, connection)
        laid = await lay_aside(connection)
    assert len(laid["agreements"]) == AGREEMENTS
    assert {"agreements", "grants", "courses", "checkins", "promises"} <= set(laid)
    ran = desk.run("policy", "set", filled_in(desk.folder))
    assert ran.code == 0, ran.said
    async with SqlStore.open(desk.env["INNSJEKK_DATABASE_URL"], ring, StoppedClock()) as store:
        async with store.transaction() as work:
            them = await seat(work)
        without = await surface(store, them)
        printed_without = commands(desk, 0)
        async with behind(desk) as connection:
            await put_back(connection, laid)
            rows = await connection.scalar(select(func.count()).select_from(metadata.tables["agreements"]))
        assert rows == AGREEMENTS
        within = await surface(store, them)
        printed_within = commands(desk, 1)
    assert _differ(without, within) == []
    assert [name for name in printed_without if printed_without[name] != printed_within[name]] == []
    assert _told(without) >= TOLD
    assert [asked for asked, said in without.items() if FAULT in said] == []


TOLD = 100
"""So many different answers at least say something: else nothing was compared but refusals."""
FAULT = load("core.conversation")["fault"][Language.NB]


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return [asked for asked in one if one[asked] != other[asked]]


def _told(seen: Mapping[str, str]) -> int:
    return len({said for said in seen.values() if not said.startswith("Stay(")})

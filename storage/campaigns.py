"""Campaigns, in the clear, for everybody may read them; who got one lies under a blind index of campaign and person."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import BigInteger, cast, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.campaigns.model import Campaign, CampaignId, Fate
from core.campaigns.ports import Stood
from core.errors import NotFound, Outdated
from core.people import PersonId, WorkplaceId
from storage.campaigns_written import read, written
from storage.keyring import Keyring
from storage.statements import TOGETHER, Sql
from storage.tables import campaigns, posts, recipients

LAST: Final = 40
"""More than are sent side by side by a few workers; what still slips through, the daily look sees."""


class SqlCampaigns:
    """The index is another for each campaign, so that its rows do not tie a person's campaigns together."""

    def __init__(self, sql: Sql, keyring: Keyring) -> None:
        self._sql = sql
        self._keyring = keyring

    async def add(self, campaign: Campaign) -> None:
        await self._sql.add(campaigns, written(campaign))

    async def get(self, id: CampaignId) -> Campaign:
        row = await self._sql.row(select(campaigns).where(campaigns.c.id == id))
        if row is None:
            raise NotFound
        return read(row)

    async def save(self, campaign: Campaign) -> None:
        as_read = (campaigns.c.id == campaign.id) & (campaigns.c.version == campaign.version - 1)
        if await self._sql.run(update(campaigns).where(as_read).values(written(campaign))) != 1:
            raise Outdated

    async def all(self, workplace: WorkplaceId) -> Sequence[Campaign]:
        there = select(campaigns).where(campaigns.c.workplace == workplace)
        newest = there.order_by(campaigns.c.made_at.desc(), campaigns.c.id)
        return [read(row) for row in await self._sql.rows(newest)]

    async def erase(self, id: CampaignId) -> None:
        await self._sql.erase(delete(campaigns).where(campaigns.c.id == id))

    async def note(self, id: CampaignId, people: Sequence[PersonId], fate: Fate) -> Sequence[PersonId]:
        new: list[PersonId] = []
        for start in range(0, len(people), TOGETHER):
            some = {self._index(id, person): person for person in people[start : start + TOGETHER]}
            rows = [{"campaign": id, "person_idx": index, "fate": fate.value} for index in some]
            insert = postgresql.insert if self._sql.on_postgresql else sqlite.insert
            fresh = (
                insert(recipients).values(rows).on_conflict_do_nothing().returning(recipients.c.person_idx)
            )
            there = {bytes(row["person_idx"]) for row in await self._sql.rows(fresh)}
            new += [person for index, person in some.items() if index in there]
        return new

    async def settle(self, id: CampaignId, person: PersonId, fate: Fate) -> None:
        theirs = (recipients.c.campaign == id) & (recipients.c.person_idx == self._index(id, person))
        await self._sql.run(update(recipients).where(theirs).values(fate=fate.value))

    async def fates(self, id: CampaignId, people: Sequence[PersonId]) -> Mapping[PersonId, Fate]:
        found: dict[PersonId, Fate] = {}
        for start in range(0, len(people), TOGETHER):
            some = {self._index(id, person): person for person in people[start : start + TOGETHER]}
            theirs = (recipients.c.campaign == id) & recipients.c.person_idx.in_(list(some))
            for row in await self._sql.rows(select(recipients).where(theirs)):
                found[some[bytes(row["person_idx"])]] = Fate(row["fate"])
        return found

    async def received(self, ids: Sequence[CampaignId], person: PersonId) -> Mapping[CampaignId, Fate]:
        found: dict[CampaignId, Fate] = {}
        for start in range(0, len(ids), TOGETHER):
            some = ids[start : start + TOGETHER]
            theirs = recipients.c.person_idx.in_([self._index(id, person) for id in some])
            for row in await self._sql.rows(
                select(recipients).where(recipients.c.campaign.in_(some) & theirs)
            ):
                found[CampaignId(row["campaign"])] = Fate(row["fate"])
        return found

    async def tally(self, id: CampaignId) -> Mapping[Fate, int]:
        of_each = select(recipients.c.fate, func.count().label("number")).where(recipients.c.campaign == id)
        rows = await self._sql.rows(of_each.group_by(recipients.c.fate))
        return {Fate(row["fate"]): row["number"] for row in rows}

    async def forget(self, id: CampaignId) -> None:
        await self._sql.erase(delete(recipients).where(recipients.c.campaign == id))

    async def is_waiting(self, id: CampaignId) -> bool:
        waits = (recipients.c.campaign == id) & (recipients.c.fate == Fate.WAITING.value)
        if self._sql.on_postgresql:
            some = select(recipients.c.campaign).where(waits).limit(LAST + 1)
            if len(await self._sql.rows(some)) > LAST:
                return True
            # Of the last ones, sent side by side, each would see the others still waiting: they take turns here.
            key = int.from_bytes(self._keyring.index("campaign", id)[:8], signed=True)
            await self._sql.value(select(func.pg_advisory_xact_lock(cast(key, BigInteger))))
        coming = (posts.c.campaign == id) & posts.c.stood.in_([Stood.TO_POST.value, Stood.POSTING.value])
        for one in (select(recipients.c.campaign).where(waits), select(posts.c.campaign).where(coming)):
            if await self._sql.row(one.limit(1)) is not None:
                return True
        return False

    def _index(self, id: CampaignId, person: PersonId) -> bytes:
        return self._keyring.index("campaign", self._keyring.tenant, id, person)

"""A campaign for everybody, through all that leads to one: written, let through by two parties, and begun by the clock."""

from datetime import datetime

from bots.seats import Seats
from core.campaigns import usecases
from core.campaigns.model import Campaign, CampaignId, Words
from core.campaigns.usecases import Known
from core.people import Language, Person, PersonId, Position
from core.ports import Store
from storage.store import SqlWork
from tests.journeys.world import WORKPLACE

SEATS = {
    "mona": frozenset({Position.COMMITTEE, Position.HR}),
    "per": frozenset({Position.COMMITTEE, Position.HR}),
    "tuva": frozenset({Position.COMMITTEE, Position.UNION_REPRESENTATIVE}),
}


def seated() -> list[Person]:
    """Mona writes, Per and Tuva let it through. They have no accounts, so that nobody's figures hold them."""
    return [
        Person(
            id=PersonId(f"person-{key}"), workplace=WORKPLACE, name=f"{key.capitalize()} Oppdiktet",
            positions=positions,
        )
        for key, positions in SEATS.items()
    ]  # fmt: skip


async def _known(work: SqlWork, id: CampaignId, key: str) -> tuple[Campaign, Person, Known]:
    person = await work.people.get(PersonId(f"person-{key}"))
    campaign = await usecases.to_work_on(work, Seats(work), id, person)
    return campaign, person, await usecases.known(Seats(work), campaign, person)


async def begun(store: Store[SqlWork], at: datetime) -> CampaignId:
    """Let through, and due to begin then; who gets it is gone through when the worker takes it up."""
    async with store.transaction() as work:
        mona = await work.people.get(PersonId("person-mona"))
        words = {Language.NB: Words("Et julebord for alle", "Alkoholfritt er like godt.")}
        id = (await usecases.write(work, Seats(work), mona, words)).id
        campaign, _, who = await _known(work, id, "mona")
        await usecases.propose(work, campaign, mona, who)
        for key in ("per", "tuva"):
            await usecases.approve(work, *await _known(work, id, key))
        await usecases.schedule(work, *await _known(work, id, "mona"), at)
    return id

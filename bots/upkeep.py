"""The daily look: broken chains mended, what is over forgotten. One that is damaged does not stop the others."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from bots.settings import Settings
from core.around import leavers
from core.campaigns import spreading as campaigns
from core.committee import kinds as committee_kinds
from core.committee import usecases as committee
from core.competence import kinds as competence_kinds
from core.evaluations import usecases as evaluations
from core.followups import usecases as followups
from core.group import guests
from core.ledger.usecases import KEPT
from core.life import usecases as life_usecases
from core.meetings import usecases as meetings
from core.occasions import season
from core.occasions import usecases as occasions
from core.people import Workplace, WorkplaceId
from core.plan import kinds as plan_kinds
from core.plan import usecases as plan
from core.plan.model import read_days
from core.policy import rounds as policy
from core.ports import again
from core.preparations import sweeping as preparations
from core.returns import usecases as returns
from core.tips import usecases as tips
from storage.store import SqlStore, SqlWork

log = logging.getLogger("innsjekk.upkeep")
T = TypeVar("T")

PRESSES_KEPT = timedelta(days=7)
POLICY_PAGES, TIPS_PAGES = 40, 10
"""A day; 10,000 and 2,500 people."""
WORKPLACE = (
    occasions.sweep, season.sweep, committee.sweep, committee_kinds.sweep, plan.forget_old, competence_kinds.sweep,
    campaigns.sweep,
)  # fmt: skip
AGREEMENT = (
    leavers.sweep, guests.sweep, followups.sweep, meetings.sweep, evaluations.sweep, returns.sweep, preparations.sweep,
    life_usecases.sweep,  # last: it may erase the whole
)  # fmt: skip
"""What the clock looks at every day, of each workplace and of each agreement."""


async def look_after(store: SqlStore, settings: Settings, over: Callable[[], bool]) -> None:
    """Many short transactions, so that delivery can go on between them; once it is `over`, none more is begun."""
    async with store.transaction() as work:
        await _forget(work)
        workplaces = await work.people.workplaces()
        ids = await work.agreements.for_the_clock()

    async def planned(work: SqlWork, workplace: Workplace) -> None:
        await plan_kinds.sweep(work, workplace, read_days(settings.plan_days))

    for workplace in workplaces:
        for look in (*WORKPLACE, planned):
            await _looked(store, look, workplace)
    for id in ids:
        if over():
            return
        for look_at in AGREEMENT:
            await _looked(store, look_at, id)
    here, weeks = WorkplaceId(settings.workplace), settings.tips_weeks
    await _paged(store, POLICY_PAGES, over, lambda work: policy.step(work, here))
    await _paged(store, TIPS_PAGES if weeks else 0, over, lambda work: tips.step(work, here, weeks))
    await store.checkpoint()


async def _forget(work: SqlWork) -> None:
    await work.ledger.forget_before(work.now - KEPT)
    await work.presses.forget_before(work.now - PRESSES_KEPT)
    await work.marks.forget()
    await work.invitations.forget()
    await work.talks.forget()
    await work.meetings.forget()
    await work.evaluations.forget()
    await work.preparations.forget()


async def _looked(store: SqlStore, look: Callable[[SqlWork, T], Awaitable[None]], at: T) -> None:
    """One subject's look in its own transaction: what it cannot do takes back nothing that another has done."""

    async def once() -> None:
        async with store.transaction() as work:
            await look(work, at)

    try:
        await again(once)
    except Exception as fault:  # noqa: BLE001  what is damaged is named by its fault, and the sweep goes on
        log.error("the sweep passed one over in %s: %s", look.__module__, type(fault).__name__)


async def _paged(
    store: SqlStore, most: int, over: Callable[[], bool], step: Callable[[SqlWork], Awaitable[bool]]
) -> None:
    """Through everybody, a page in each transaction, at most so many a day; the next look goes on from there."""

    async def once() -> bool:
        async with store.transaction() as work:
            return await step(work)

    try:
        for _ in range(most):
            if over() or not await again(once):
                return
    except Exception as fault:  # noqa: BLE001  what concerns everybody does not stop what concerns somebody
        log.error("a page was passed over: %s", type(fault).__name__)

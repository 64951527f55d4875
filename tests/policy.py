"""A workplace's policy, for tests; every word of it is made up."""

from datetime import date
from typing import Any

from core.people import WorkplaceId
from core.policy import rounds, usecases
from core.policy.model import Policy
from core.policy.rounds import Round
from storage.store import SqlWork

SUMMARY = "Vi møter uthvilt, og alkoholfritt er like godt."


def told(**changed: Any) -> dict[str, Any]:
    """What `innsjekk policy set` reads from a file, with nothing that may be left out."""
    plain: dict[str, Any] = {
        "title": "Rusmiddelpolicy for Fjellbruket",
        "link": "https://intranett.fjellbruket.example/policy",
        "version": "1",
        "adopted_on": date(2026, 10, 1),
        "adopted_by_employer": "daglig leder",
        "adopted_by_employees": "hovedtillitsvalgt",
        "who_is_told": "alle",
        "summary": {"nb": SUMMARY},
    }
    return plain | changed


async def recorded(work: SqlWork, workplace: WorkplaceId, **changed: Any) -> Policy:
    """As the command does it: of a new version everybody is told."""
    policy, new = await usecases.record(work, await work.people.workplace(workplace), told(**changed))
    if new:
        await rounds.begin(work, workplace, Round.NEWS)
    return policy

"""A workplace that has settled everything, for tests."""

from datetime import date
from typing import Any

from core.golive import usecases
from core.people import Person, WorkplaceId
from storage.store import SqlWork


def told(**changed: Any) -> dict[str, Any]:
    """What `innsjekk golive` reads from a file."""
    plain: dict[str, Any] = {
        "notice": {"nb": "Velkommen.", "nn": "Velkomen.", "en": "Welcome."},
        "retention": "Et halvt år etter slutten",
        "dpia_on": date(2026, 9, 1),
        "discussed_on": date(2026, 9, 2),
        "discussion_outcome": "Enighet",
        "key_holders": "HMS-leder og verneombud",
        "keys_not_only_with_platform_administrator": True,
        "paper_route": "Skjema hos bedriftshelsetjenesten",
        "complaints": "Verneombudet",
        "purpose_limit": "Bare til oppfølging av avtalen",
    }
    return plain | changed


async def gone_live(work: SqlWork, workplace: WorkplaceId) -> None:
    """Recorded."""
    await usecases.go_live(work, await work.people.workplace(workplace), told())


async def have_read(work: SqlWork, *people: Person) -> None:
    """These have had the notice before them."""
    for person in people:
        golive = await usecases.current(work, person.workplace)
        assert golive is not None
        await usecases.note_read(work, person.id, golive)

"""What occasions keep about a person: the registry's entry."""

from collections.abc import Sequence
from dataclasses import replace

from core.chat.texts import Texts
from core.occasions import season
from core.occasions.naming import named
from core.occasions.ports import Work
from core.occasions.texts import TEXTS
from core.people import Person
from core.privacy.registry import Json


class KeptOccasions:
    """That the person takes care of them, or has said that there is no julebord; all else is the workplace's."""

    name = "occasions"

    async def count(self, work: Work, person: Person) -> int:
        return len(await work.occasions.entered_by(person.id)) + len(await season.answered(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        texts = Texts(TEXTS, person.language, person.zone)
        entered: list[Json] = [
            {"occasion": named(texts, each), "on": each.on.isoformat()}
            for each in await work.occasions.entered_by(person.id)
        ]
        answers: list[Json] = [
            {"question": texts("season.title"), "answer": texts("season.no"), "year": year}
            for year in await season.answered(work, person)
        ]
        return entered + answers

    async def erase(self, work: Work, person: Person) -> None:
        """They stay in the list, as what was answered stays, and nobody is kept as having said it."""
        await season.forget_who(work, person)
        for each in await work.occasions.entered_by(person.id):
            await work.occasions.save(replace(each, organiser=None, version=each.version + 1))

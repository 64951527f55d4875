"""How far a guided story has come on one platform, and what the page is to point at next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bots.demo.cast import Actor, Trio, trio
from bots.demo.far.phone import FORM, NotOnScreen
from bots.demo.opening import MONDAY
from bots.demo.scene import Scene, open_label
from bots.demo.step import MINE, READ, Step, Tale, person
from bots.demo.steps import CHECKIN
from bots.demo.words import Labels, labels
from bots.demo.workplace import Workplace
from core.people import Platform


class Astray(Exception):
    """The people have gone another way than the story; this step cannot be shown from here."""


@dataclass(slots=True)
class Story:
    """How far the story of one platform has come; it only ever goes forward."""

    platform: Platform
    tale: Tale = CHECKIN
    at: int = 0
    before: int = 0
    since: datetime = MONDAY
    left_open: str = ""
    """The form that stood open when the step began."""

    @property
    def who(self) -> Trio:
        """The people on this platform's screens."""
        return trio(self.platform, self.tale.parts)

    @property
    def step(self) -> Step:
        return self.tale.steps[self.at]

    async def follow(self, workplace: Workplace, looked: str = "") -> None:
        """Go on past every step that has been done; `looked` is a view the page was just switched to."""
        scene = await self.scene(workplace)
        while self.at < len(self.tale.steps) - 1:
            if self.step.done is None:
                if self.step.control != looked:
                    return
                looked = ""
            elif not self.step.done(scene):
                self._other_news(scene)
                return
            self.at += 1
            self.before = workplace.hints(person(scene, self.step.person))
            self.since = workplace.clock.now()
            self.left_open = scene.title(person(scene, self.step.person))
            scene = await self.scene(workplace)

    def _other_news(self, scene: Scene) -> None:
        """A ping that opened something else than what is waited for has been read: the clock is to go on."""
        actor = person(scene, self.step.person)
        title = scene.title(actor)
        if self.step.called and not self.step.way and title not in {"", self.left_open}:
            self.before = scene.workplace.hints(actor)
        self.left_open = self.left_open and title

    async def scene(self, workplace: Workplace) -> Scene:
        languages = await workplace.languages()
        say = {key: labels(language) for key, language in languages.items()}
        return Scene(workplace, self.who, say, self.before, self.since)

    async def show(self, workplace: Workplace) -> None:
        """Do the present step. Raises Astray."""
        scene = await self.scene(workplace)
        if self.step.show is None:
            return
        try:
            await self.step.show(scene)
            await workplace.settle()
        except NotOnScreen:
            raise Astray from None

    def told(self, workplace: Workplace, say: dict[str, Labels]) -> dict[str, Any]:
        """For the page: where the story is, what to point at, and whose names its words take."""
        who, step = self.who, self.step
        actor = who.named.get(step.person)
        too_early = step.called and actor is not None and workplace.hints(actor) == self.before
        return {
            "tale": self.tale.key,
            "at": self.at,
            "steps": [each.key for each in self.tale.steps],
            "control": "clock" if too_early else step.control,
            "person": actor.key if actor else "",
            "label": _label(workplace, step, actor, say[actor.key]) if actor else "",
            "open": open_label(workplace, actor, say[actor.key]) if actor else "",
            "home": step.way[-1:] in {(MINE[-1],), (READ,)},
            "names": {part: each.name.split()[0] for part, each in who.named.items()},
        }


def _label(workplace: Workplace, step: Step, actor: Actor, say: Labels) -> str:
    """What to press next on the way, as far as this person has come."""
    opens = open_label(workplace, actor, say)
    way = [say.word(path) for path in step.way]
    if step.control == "submit" or not way:
        return way[0] if way else opens
    phone = workplace.phone(actor)
    # What lies under an open form cannot be pressed; and a ping's button may be called as one on the way.
    here = phone.buttons(FORM) if phone.form else [each for each in phone.buttons() if each != opens]
    return next((label for label in way if label in here), opens)

"""The guided story, as data: what one is shown, which control comes next, and how one knows it was done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from bots.demo.cast import Actor, trio
from bots.demo.far.phone import NotOnScreen
from bots.demo.scene import (
    Scene,
    answer,
    open_label,
    open_ping,
    read_thanks,
    share,
    thank,
    wind_for,
)
from bots.demo.words import Labels, labels
from bots.demo.workplace import Workplace
from core.people import Platform


class Astray(Exception):
    """The people have gone another way than the story; this step cannot be shown from here."""


Done = Callable[[Scene], bool]
Show = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One step. Its words are `story.{key}.*`.

    `control` is what the page points at: the clock, a button (`press`) or the submit of somebody's form,
    or one of the page's own views. `done` is None for what only the page knows.
    """

    key: str
    control: str
    person: str = ""
    submit: str = ""
    """For a form: the check-in's key of the button to press."""
    done: Done | None = None
    show: Show | None = None


def _pinged(part: str) -> Done:
    return lambda scene: scene.workplace.hints(_who(scene, part)) > scene.before


def _who(scene: Scene, part: str) -> Actor:
    return scene.who.leader if part == "leader" else scene.who.employee


STEPS: Final = (
    Step(key="ask", control="clock", person="employee", done=_pinged("employee"),
         show=lambda s: wind_for(s, s.who.employee)),
    Step(key="open", control="press", person="employee", done=lambda s: s.at(s.who.employee, "title"),
         show=lambda s: open_ping(s, s.who.employee)),
    Step(key="answer", control="submit", person="employee", done=lambda s: s.at(s.who.employee, "share_title"),
         submit="next", show=answer),
    Step(key="share", control="submit", person="employee", submit="share",
         done=lambda s: s.reads(s.who.employee, "shared") or s.reads(s.who.employee, "kept"), show=share),
    Step(key="wait", control="clock", person="leader", done=_pinged("leader"),
         show=lambda s: wind_for(s, s.who.leader)),
    Step(key="read", control="press", person="leader", done=lambda s: s.at(s.who.leader, "leader.title"),
         show=lambda s: open_ping(s, s.who.leader)),
    Step(key="thank", control="submit", person="leader", done=lambda s: s.reads(s.who.leader, "leader.sent"),
         submit="leader.send", show=thank),
    Step(key="thanked", control="press", person="employee",
         done=lambda s: s.at(s.who.employee, "thanked_title"), show=read_thanks),
    Step(key="lock", control="view.lock"),
    Step(key="export", control="view.export"),
    Step(key="end", control=""),
)  # fmt: skip


@dataclass(slots=True)
class Story:
    """How far the story of one platform has come; it only ever goes forward."""

    platform: Platform
    at: int = 0
    before: int = field(default=0)

    async def follow(self, workplace: Workplace, looked: str = "") -> None:
        """Go on past every step that has been done; `looked` is a view the page was just switched to."""
        scene = await self.scene(workplace)
        while self.at < len(STEPS) - 1:
            step = STEPS[self.at]
            if step.done is None:
                if step.control != looked:
                    return
                looked = ""
            elif not step.done(scene):
                return
            self.at += 1
            following = STEPS[self.at]
            self.before = workplace.hints(_who(scene, following.person))
            scene = await self.scene(workplace)

    async def scene(self, workplace: Workplace) -> Scene:
        languages = await workplace.languages()
        say = {key: labels(language) for key, language in languages.items()}
        return Scene(workplace, trio(self.platform), say, self.before)

    async def show(self, workplace: Workplace) -> None:
        """Do the present step. Raises Astray."""
        step, scene = STEPS[self.at], await self.scene(workplace)
        if step.show is None:
            return
        try:
            await step.show(scene)
            await workplace.settle()
        except NotOnScreen:
            raise Astray from None

    def _too_early(self, step: Step, workplace: Workplace) -> bool:
        """The thanks come on another day: until then it is the clock that is to be pressed."""
        return step.key == "thanked" and workplace.hints(trio(self.platform).employee) == self.before

    def told(self, workplace: Workplace, say: dict[str, Labels]) -> dict[str, Any]:
        """For the page: where the story is, what to point at, and whose names its words take."""
        who, step = trio(self.platform), STEPS[self.at]
        person = {"employee": who.employee, "leader": who.leader}.get(step.person)
        opens = open_label(workplace, person, say[person.key]) if person else ""
        return {
            "at": self.at,
            "steps": [each.key for each in STEPS],
            "control": "clock" if self._too_early(step, workplace) else step.control,
            "person": person.key if person else "",
            "label": (say[person.key].checkin(step.submit) if step.submit else opens) if person else "",
            "open": opens,
            "names": {
                part: actor.name.split()[0]
                for part, actor in (("employee", who.employee), ("leader", who.leader), ("other", who.other))
            },
        }

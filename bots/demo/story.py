"""The guided story, as data: what one is shown, which control comes next, and how one knows it was done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from bots.demo.cast import Actor, Trio, trio
from bots.demo.far.phone import NotOnScreen
from bots.demo.far.teams_phone import TeamsPhone
from bots.demo.words import Labels, labels
from bots.demo.workplace import Workplace
from core.people import Language, Platform

SHARED: Final = ("mood", "needs")
"""The two of the four that are shared when the story is shown."""


class Astray(Exception):
    """The people have gone another way than the story; this step cannot be shown from here."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the story is being played, and what each person reads."""

    workplace: Workplace
    who: Trio
    say: dict[str, Labels]
    before: int = 0
    """How many notifications the person waited for had when the step began."""

    def title(self, actor: Actor) -> str:
        """What the open form of this person is called."""
        return form_title(self.workplace, actor)

    def reads(self, actor: Actor, key: str) -> bool:
        """Whether this text of the check-in is on the person's screen."""
        return self.say[actor.key].checkin(key) in self.workplace.phone(actor).words()

    def at(self, actor: Actor, key: str) -> bool:
        """Whether the open form has this title of the check-in's."""
        return self.title(actor) == self.say[actor.key].checkin(key)


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


def form_title(workplace: Workplace, actor: Actor) -> str:
    """What the open form is called; empty without one."""
    phone = workplace.people[actor.key].phone
    if isinstance(phone, TeamsPhone):
        return phone.form_title
    return str(phone.form.body["title"]["text"]) if phone.form else ""


def open_label(workplace: Workplace, actor: Actor, say: Labels) -> str:
    """What stands on this person's ping, which keeps the language it was sent in."""
    known = {labels(language).open for language in Language}
    return next((each for each in workplace.phone(actor).buttons() if each in known), say.open)


async def _close(scene: Scene, *actors: Actor) -> None:
    for actor in actors:
        phone = scene.workplace.phone(actor)
        while phone.form is not None:
            await phone.close()


async def _wind_for(scene: Scene, actor: Actor) -> None:
    await _close(scene, scene.who.employee, scene.who.leader)
    await scene.workplace.wind_to_ping(actor)


async def _open(scene: Scene, actor: Actor) -> None:
    await _close(scene, actor)
    await scene.workplace.phone(actor).press(open_label(scene.workplace, actor, scene.say[actor.key]))


async def _read_thanks(scene: Scene) -> None:
    """The thanks have mostly come already; sent at night, they wait for the morning."""
    try:
        await _open(scene, scene.who.employee)
    except NotOnScreen:
        await _wind_for(scene, scene.who.employee)
        await _open(scene, scene.who.employee)


async def _answer(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.employee), scene.say[scene.who.employee.key]
    if not scene.at(scene.who.employee, "title"):
        await _open(scene, scene.who.employee)
    phone.choose(say.checkin("q1"), say.checkin("mood.heavy"))
    phone.fill(say.checkin("q2"), say.demo("example.difficult"))
    phone.choose(labels(scene.workplace.written).demo("measure.talk"), say.checkin("feels.helps"))
    phone.fill(say.checkin("q4"), say.demo("example.needs"))
    await phone.submit()


async def _share(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.employee), scene.say[scene.who.employee.key]
    if not scene.at(scene.who.employee, "share_title"):
        await _close(scene, scene.who.employee)
        await phone.go_home()
        for label in (say.menu("my_page"), say.checkin("mine.title"), say.checkin("mine.look")):
            await phone.press(label)
    phone.tick(say.checkin("which"), *(say.checkin(f"part.{part}") for part in SHARED))
    await phone.submit()


async def _thank(scene: Scene) -> None:
    phone, say = scene.workplace.phone(scene.who.leader), scene.say[scene.who.leader.key]
    if not scene.at(scene.who.leader, "leader.title"):
        await _open(scene, scene.who.leader)
    phone.fill(say.checkin("leader.words"), say.demo("example.thanks"))
    await phone.submit()


def _pinged(part: str) -> Done:
    return lambda scene: scene.workplace.hints(_who(scene, part)) > scene.before


def _who(scene: Scene, part: str) -> Actor:
    return scene.who.leader if part == "leader" else scene.who.employee


STEPS: Final = (
    Step(key="ask", control="clock", person="employee", done=_pinged("employee"),
         show=lambda s: _wind_for(s, s.who.employee)),
    Step(key="open", control="press", person="employee", done=lambda s: s.at(s.who.employee, "title"),
         show=lambda s: _open(s, s.who.employee)),
    Step(key="answer", control="submit", person="employee", done=lambda s: s.at(s.who.employee, "share_title"),
         submit="next", show=_answer),
    Step(key="share", control="submit", person="employee", submit="share",
         done=lambda s: s.reads(s.who.employee, "shared") or s.reads(s.who.employee, "kept"), show=_share),
    Step(key="wait", control="clock", person="leader", done=_pinged("leader"),
         show=lambda s: _wind_for(s, s.who.leader)),
    Step(key="read", control="press", person="leader", done=lambda s: s.at(s.who.leader, "leader.title"),
         show=lambda s: _open(s, s.who.leader)),
    Step(key="thank", control="submit", person="leader", done=lambda s: s.reads(s.who.leader, "leader.sent"),
         submit="leader.send", show=_thank),
    Step(key="thanked", control="press", person="employee",
         done=lambda s: s.at(s.who.employee, "thanked_title"), show=_read_thanks),
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

    def told(self, workplace: Workplace, say: dict[str, Labels]) -> dict[str, Any]:
        """For the page: where the story is, what to point at, and whose names its words take."""
        who, step = trio(self.platform), STEPS[self.at]
        person = {"employee": who.employee, "leader": who.leader}.get(step.person)
        opens = open_label(workplace, person, say[person.key]) if person else ""
        return {
            "at": self.at,
            "steps": [each.key for each in STEPS],
            "control": step.control,
            "person": person.key if person else "",
            "label": (say[person.key].checkin(step.submit) if step.submit else opens) if person else "",
            "open": opens,
            "names": {
                part: actor.name.split()[0]
                for part, actor in (("employee", who.employee), ("leader", who.leader), ("other", who.other))
            },
        }

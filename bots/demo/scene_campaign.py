"""What the three do when the page shows how a campaign is proposed, let through, sent, read and evaluated."""

from bots.demo import campaigning as hands
from bots.demo.cast import Actor
from bots.demo.far.phone import FORM, Phone
from bots.demo.scene import Scene, close, open_ping
from bots.demo.step import person
from bots.demo.words import Labels


def _hands(scene: Scene, part: str) -> tuple[Actor, Phone, Labels]:
    actor = person(scene, part)
    return actor, scene.workplace.phone(actor), scene.say[actor.key]


def reads_own(scene: Scene, part: str, key: str) -> bool:
    """Whether an example of the demo's own stands on this person's screen."""
    _, phone, say = _hands(scene, part)
    return say.demo(f"example.{key}").split("\n")[0] in phone.words()


async def theme(scene: Scene) -> None:
    _, phone, say = _hands(scene, "writer")
    await hands.take_theme(phone, say)


async def question(scene: Scene) -> None:
    _, phone, say = _hands(scene, "writer")
    if not scene.at(person(scene, "writer"), "campaigns.one.title"):
        await hands.newest(phone, say)
    await hands.ask(phone, say)


async def test(scene: Scene) -> None:
    """The preview, and a ping to whoever asked for it."""
    _, phone, say = _hands(scene, "writer")
    if not scene.at(person(scene, "writer"), "campaigns.preview.title"):
        await hands.newest(phone, say)
        await phone.press(say.campaign("preview.title"))
    await phone.press(say.campaign("test.title"))


async def propose(scene: Scene) -> None:
    _, phone, say = _hands(scene, "writer")
    await hands.does(phone, say, "propose")


async def approve(scene: Scene, part: str) -> None:
    _, phone, say = _hands(scene, part)
    await hands.does(phone, say, "approve")


async def send(scene: Scene) -> None:
    """To everybody, with the number that the form asks for."""
    _, phone, say = _hands(scene, "employer")
    await hands.does(phone, say, "schedule")
    await hands.send_now(phone, say, hands.asked_for(phone, say))


async def answer(scene: Scene) -> None:
    actor, phone, say = _hands(scene, "union")
    if not scene.at(actor, "campaigns.read.title"):
        await open_ping(scene, actor)
    if say.campaign("thank.press") in phone.buttons(FORM):
        await phone.press(say.campaign("thank.press"))
    phone.choose(say.demo("example.question"), hands.answers(say)[0])
    await phone.submit()


async def progress(scene: Scene) -> None:
    _, phone, say = _hands(scene, "employer")
    await hands.newest(phone, say)
    await phone.press(say.campaign("progress"))


async def correct(scene: Scene) -> None:
    """One proposes another line, the other party says yes to it."""
    _, phone, say = _hands(scene, "employer")
    await hands.correct(phone, say, say.demo("example.corrected"))
    await close(scene, person(scene, "employer"))
    _, phone, say = _hands(scene, "union")
    await hands.newest(phone, say)
    await phone.press(say.campaign("confirm"))


async def evaluate(scene: Scene) -> None:
    _, phone, say = _hands(scene, "employer")
    await hands.evaluate(phone, say)

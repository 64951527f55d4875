"""What the two of an agreement do, each on their own phone and by the labels that they read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bots.demo.far.phone import Phone
from bots.demo.words import Labels
from core.preparations.model import Part

SUPPORT, ACCOMMODATION, EXPECTATION = range(3)
"""The kinds of measure, in the order of the page."""


async def close(phone: Phone) -> None:
    while phone.form is not None:
        await phone.close()


async def own_page(phone: Phone, say: Labels) -> None:
    """From the menu, past the question whether anybody else can read along."""
    await close(phone)
    await phone.go_home()
    await phone.press(say.menu("my_page"))
    await phone.press(say.menu("ask.show"))


async def past_notice(phone: Phone, say: Labels) -> None:
    """The notice comes once before a person's first field; whoever has read it goes on."""
    if say.have_read in phone.buttons():
        await phone.press(say.have_read)


async def ask(phone: Phone, say: Labels) -> None:
    """The employee asks the leader, who is named before anything is sent."""
    await own_page(phone, say)
    await phone.press(say.invitation("page.ask"))
    await past_notice(phone, say)
    await phone.submit()


async def offer(phone: Phone, say: Labels, name: str) -> None:
    """The leader offers, after the two have talked."""
    await own_page(phone, say)
    await phone.press(say.invitation("page.offer"))
    await past_notice(phone, say)
    phone.choose(say.invitation("offer.to"), name)
    phone.tick(say.invitation("offer.talked"), say.invitation("offer.talked_yes"))
    await phone.submit()


async def bring_in(phone: Phone, say: Labels, name: str) -> None:
    """The employee asks somebody to be their support contact, who may read the support measures."""
    await does(phone, say, "group")
    await phone.press(say.group("ask"))
    phone.choose(say.group("ask_part"), say.group("part.support_contact"))
    phone.fill(say.group("ask_name"), name)
    await phone.submit()
    phone.choose(say.group("ask_which"), name)
    await phone.submit()
    phone.tick(say.group("reads").format(name=name), say.draft("part.support_measure"))


async def open_draft(phone: Phone, say: Labels) -> None:
    await own_page(phone, say)
    await phone.press(say.draft("title"))


async def open_agreement(phone: Phone, say: Labels) -> None:
    """The page of an agreement in force, or of one that is over."""
    await own_page(phone, say)
    await phone.press(say.life("show"))


async def does(phone: Phone, say: Labels, verb: str) -> None:
    """A button of the agreement's page."""
    await open_agreement(phone, say)
    await phone.press(say.life(f"press.{verb}"))


async def write(phone: Phone, say: Labels, text: str, nth: int = 0) -> None:
    """Into the nth part that nothing is written in yet."""
    await phone.press(say.draft("write"), nth=nth)
    phone.fill(say.draft("own_words"), text)
    await phone.submit()


async def propose(phone: Phone, say: Labels, text: str, owner: str, kind: int) -> None:
    """A measure of this kind, and who is to do it."""
    await phone.press(say.draft("add"), nth=kind)
    phone.fill(say.draft("own_words"), text)
    phone.choose(say.draft("owner_label"), say.draft(f"owner.{owner}"))
    await phone.submit()


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody ticks and writes before an occasion."""

    choices: Sequence[Part]
    sentence: str
    call: str
    words: str


async def calendar(phone: Phone, say: Labels) -> None:
    """What the workplace arranges, from the menu that everybody has."""
    await close(phone)
    await phone.go_home()
    await phone.press(say.menu("read"))
    await phone.press(say.word("guides.occasions"))


async def move_occasion(phone: Phone, say: Labels, to: date) -> None:
    """The only one in the list that this person may change."""
    await calendar(phone, say)
    await phone.press(say.occasion("list.edit"))
    phone.fill(say.occasion("form.day"), to.isoformat())
    await phone.submit()


async def prepare(phone: Phone, say: Labels, plan: Plan) -> None:
    """The form is open; it is stored for the employee alone."""
    phone.tick(say.preparation("choices"), *(say.preparation(f"part.{part}") for part in plan.choices))
    phone.fill(say.preparation("own_sentence"), plan.sentence)
    phone.fill(say.preparation("part.call"), plan.call)
    phone.fill(say.preparation("part.words"), plan.words)
    await phone.submit()


async def share_part(phone: Phone, say: Labels, part: Part) -> None:
    """One of what was ticked, and nothing else."""
    phone.tick(say.preparation("share.which"), say.preparation(f"part.{part}"))
    await phone.submit()

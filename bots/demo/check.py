"""`innsjekk demo --check`: the stories on both platforms without a browser, and what each person saw."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bots.demo.cast import trio
from bots.demo.check_agreement import agreement
from bots.demo.check_campaign import campaign
from bots.demo.check_checkin import checkin
from bots.demo.check_julebord import julebord
from bots.demo.check_offer import declined
from bots.demo.far.phone import NotOnScreen
from bots.demo.opening import opened
from bots.demo.past import FRESH, USED_TO_IT, Begun
from bots.demo.witness import Broke, Played
from bots.demo.workplace import NothingComing
from bots.logs import quiet_logs
from core.people import Platform

TITLES: Final = {Platform.SLACK: "Slack", Platform.TEAMS: "Microsoft Teams"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One story. `agreed`: since when the two have an agreement."""

    name: str
    told: Callable[[Played], Awaitable[None]]
    agreed: Begun | None


TALES: Final = (
    Tale(name="the check-in", told=checkin, agreed=FRESH),
    Tale(name="from a request to the last day", told=agreement, agreed=None),
    Tale(name="an offer that is declined", told=declined, agreed=None),
    Tale(name="a julebord, before and after", told=julebord, agreed=USED_TO_IT),
    Tale(name="a campaign, from a proposal to what was learned", told=campaign, agreed=USED_TO_IT),
)


async def play(platform: Platform, tale: Tale, say: Callable[[str], None]) -> bool:
    """One story on one platform; says what broke, if anything did."""
    title = f"{TITLES[platform]}, {tale.name}"
    say(f"\n{title}")
    async with opened(agreed=tale.agreed) as workplace:
        played = Played(workplace, trio(platform), say)
        try:
            await tale.told(played)
        except Broke as broke:
            said = f"expected {broke.expected}\n  seen     {broke.seen}"
        except (NotOnScreen, NothingComing) as gone:
            said = f"expected to go on\n  seen     {type(gone).__name__} {gone}"
        else:
            return True
        say(f"\nBROKEN on {title}, step {played.count}: {played.step}\n  {said}")
    return False


async def check(say: Callable[[str], None] = print) -> int:
    """All stories on both platforms; 0 when all was as it should be, else 1."""
    quiet_logs("ERROR")
    say("Five stories, each in a make-believe workplace. Everyone in it is made up.")
    went_well = [await play(platform, tale, say) for platform in Platform for tale in TALES]
    say(
        "\nAll was as it should be on both platforms."
        if all(went_well)
        else "\nSomething is broken; see above."
    )
    return 0 if all(went_well) else 1

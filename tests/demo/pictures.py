"""`make pictures`: the demo, photographed for docs/pictures. A script, since pictures are looked at and not tested."""

import asyncio
from pathlib import Path

from playwright.async_api import ViewportSize

from tests import provision
from tests.demo.screen import NARROW, Shown, open_page

FOLDER = provision.ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1440, "height": 920}


async def shoot(shown: Shown, name: str) -> None:
    await shown.page.mouse.move(0, 0)
    await shown.page.wait_for_timeout(700)
    await shown.page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


async def wide(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.show_me(2)
        await shoot(shown, "demo-overview")
        await shown.show_me(3)
        form = shown.dialog("kari")
        await form.get_by_label("Litt tungt").check()
        await form.get_by_label("Hva er vanskelig").fill("Mandagene er lange, og det er mye prat om helgen.")
        await shoot(shown, "demo-answer")
        await shown.show_me(4)
        share = shown.dialog("kari")
        await share.get_by_label("Det du trenger fremover").check()
        await share.get_by_label("Hvordan det går").check()
        await shoot(shown, "demo-share")
        await shown.show_me(7)
        await shown.dialog("jonas").locator(".content").evaluate("part => { part.scrollTop = 210; }")
        await shoot(shown, "demo-leader")
        await shown.show_me(11)
        await shown.person("jonas").get_by_role("radio", name="Låseskjerm").check()
        await shoot(shown, "demo-lockscreen-export")


async def agreement(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.page.locator('[data-key="tale-agreement"]').click()
        await shown.step(1)
        await shown.show_me(5)
        await shoot(shown, "demo-draft")
        await shown.show_me(7)
        await shoot(shown, "demo-signed")
        await shown.show_me(10)
        await shoot(shown, "demo-support-contact")
        await shown.show_me(12)
        await shoot(shown, "demo-plan")


async def offer(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.pick("platform", "teams")
        await shown.page.locator('[data-key="tale-offer"]').click()
        await shown.step(1)
        await shown.show_me(4)
        await shoot(shown, "demo-offer")


async def julebord(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.page.locator('[data-key="tale-julebord"]').click()
        await shown.step(1)
        await shown.show_me(4)
        await shown.person("kari").get_by_role("button", name="Åpne").click()
        form = shown.dialog("kari")
        for each in ("Alkoholfritt som er like godt", "Å komme eller gå sammen med noen"):
            await form.get_by_label(each).check()
        await form.locator(".content").evaluate("part => { part.scrollTop = 190; }")
        await shoot(shown, "demo-julebord")
        await shown.show_me(8)
        await shown.dialog("jonas").locator(".content").evaluate("part => { part.scrollTop = 330; }")
        await shoot(shown, "demo-julebord-leader")


async def campaign(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.page.locator('[data-key="tale-campaign"]').click()
        await shown.step(1)
        await shown.show_me(6)
        await shoot(shown, "demo-campaign-yes")
        await shown.show_me(10)
        await shown.dialog("tuva").locator(".content").evaluate("part => { part.scrollTop = 330; }")
        await shoot(shown, "demo-campaign")
        await shown.show_me(12)
        await shoot(shown, "demo-campaign-tens")


async def teams(chromium: Path) -> None:
    async with open_page(chromium, size=SIZE, reduced_motion="reduce") as shown:
        await shown.pick("platform", "teams")
        await shown.show_me(7)
        await shoot(shown, "demo-teams")
        await shown.page.get_by_role("button", name="Høy kontrast").click()
        await shoot(shown, "demo-contrast")


async def narrow(chromium: Path) -> None:
    async with open_page(chromium, size=NARROW, reduced_motion="reduce") as shown:
        await shown.show_me(4)
        await shown.person("kari").locator(".head").scroll_into_view_if_needed()
        await shown.person("kari").evaluate("part => part.scrollIntoView()")
        await shoot(shown, "demo-narrow")


async def main() -> None:
    chromium = provision.chromium()
    if chromium is None:
        raise SystemExit(provision.NO_CHROMIUM)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for take in (wide, agreement, offer, julebord, campaign, teams, narrow):
        await take(chromium)


if __name__ == "__main__":
    asyncio.run(main())

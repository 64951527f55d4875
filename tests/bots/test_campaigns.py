"""`innsjekk campaign`: a picture for a draft and a channel to post in; what is wrong is one line with the cure."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from core.campaigns.model import Campaign, State
from core.campaigns.ports import Channel
from core.errors import NotFound
from core.people import WorkplaceId
from storage.store import SqlWork
from tests.bots.office import WORKPLACE, Office
from tests.bots.test_policy import in_store
from tests.builders import a_campaign
from tests.core.test_campaign_pictures import chunk, png

SAYS = ("--says", "Et bord med brus og appelsiner")


def drafted(desk: Office, state: State = State.DRAFT) -> Campaign:
    campaign = replace(a_campaign(workplace=WorkplaceId(WORKPLACE)), state=state)

    async def add(work: SqlWork) -> None:
        await work.campaigns.add(campaign)

    in_store(desk, add)
    return campaign


def as_kept(desk: Office, id: str) -> Campaign:
    async def get(work: SqlWork) -> Campaign:
        return next(each for each in await work.campaigns.all(WorkplaceId(WORKPLACE)) if each.id == id)

    return in_store(desk, get)


@pytest.fixture
def office(desk: Office) -> Office:
    """With an address where people come, and a workplace in the database."""
    desk.env["INNSJEKK_PUBLIC_URL"] = "http://127.0.0.1:8080"
    assert desk.run("campaign", "channel", "slack", "C0ALLE", "--name", "#alle").code == 0
    return desk


async def test_a_picture_is_served_to_anybody_who_has_its_name(office: Office) -> None:
    """With its own type and nothing that could be run; any other name is not there."""
    name = "0123456789abcdef" * 4

    async def put(work: SqlWork) -> None:
        await work.pictures.put(name, WorkplaceId(WORKPLACE), "image/png", png(), made_at=work.now)

    await asyncio.to_thread(in_store, office, put)
    async with office.serving() as server, aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/campaign/{name}") as got:
            assert (got.status, got.content_type, await got.read()) == (200, "image/png", png())
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in got.headers["Content-Security-Policy"]
            assert got.headers["Cache-Control"] == "public, max-age=3600"
        for other in (name[:-1] + "0", name[:-1], "..%2f..%2fetc%2fpasswd", f"{name}x"):
            async with session.get(f"{server.url}/campaign/{other}") as got:
                assert got.status == 404, other


def test_a_picture_that_cannot_be_used_is_one_line_with_the_cure(office: Office, tmp_path: Path) -> None:
    """No picture, no words for it, no such campaign, or one that two have read already; the draft stays as it was."""
    id = drafted(office).id
    good, script = tmp_path / "bilde.svg", tmp_path / "bilde.png"
    good.write_bytes(png())
    script.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    large = tmp_path / "stort.png"
    large.write_bytes(png() + b"\0" * 40_000_000)
    tried = {
        "neither PNG nor JPEG": office.run("campaign", "picture", id, script, *SAYS),
        "larger than": office.run("campaign", "picture", id, large, *SAYS),
        "--says": office.run("campaign", "picture", id, good, "--says", " "),
        "there is no campaign": office.run("campaign", "picture", "nobody", good, *SAYS),
        "cannot be read": office.run("campaign", "picture", id, tmp_path / "none.png", *SAYS),
        "only a draft": office.run("campaign", "picture", drafted(office, State.PROPOSED).id, good, *SAYS),
    }
    for cure, ran in tried.items():
        assert ran.code == 2, cure
        assert cure in ran.err, cure
        assert len(ran.err.splitlines()) == 1, cure
    assert as_kept(office, id).picture == ""
    assert f"{id}  draft" in office.run("campaign", "list").out


def test_a_picture_is_kept_clean_and_with_its_words_until_it_is_taken_away(
    office: Office, tmp_path: Path
) -> None:
    """Whatever its file is called; its name is random and long."""
    id = drafted(office).id
    file = tmp_path / "bilde.svg"
    file.write_bytes(png(2, 2, chunk(b"tEXt", b"Author\0Kari")))
    assert office.run("campaign", "picture", id, file, *SAYS).code == 0
    kept = as_kept(office, id)
    assert (len(kept.picture), kept.picture_says, kept.version) == (64, SAYS[1], 1)

    async def get(work: SqlWork) -> tuple[str, bytes]:
        return await work.pictures.get(kept.picture)

    assert in_store(office, get) == ("image/png", png())
    for both in ((file, *SAYS, "--remove"), ()):
        ran = office.run("campaign", "picture", id, *both)
        assert (ran.code, "--remove" in ran.err) == (2, True)
    assert as_kept(office, id).picture == kept.picture
    assert office.run("campaign", "picture", id, "--remove").code == 0
    assert (as_kept(office, id).picture, as_kept(office, id).picture_says) == ("", "")
    with pytest.raises(NotFound):
        in_store(office, get)


def test_a_picture_that_another_takes_the_place_of_is_served_no_more(office: Office, tmp_path: Path) -> None:
    """Unless another campaign has it too."""
    id, file = drafted(office).id, tmp_path / "bilde.png"
    file.write_bytes(png())
    seen = []
    for _ in range(3):
        assert office.run("campaign", "picture", id, file, *SAYS).code == 0
        seen.append(as_kept(office, id).picture)
        if len(seen) == 2:

            async def share(work: SqlWork) -> None:
                there = a_campaign(workplace=WorkplaceId(WORKPLACE), picture=seen[1])
                await work.campaigns.add(there)

            in_store(office, share)

    async def there(work: SqlWork) -> list[str]:
        found = []
        for name in seen:
            with suppress(NotFound):
                await work.pictures.get(name)
                found.append(name)
        return found

    assert in_store(office, there) == seen[1:]


def test_a_channel_is_let_in_and_out_again(office: Office) -> None:
    """By its id there; what is none is refused."""

    async def there(work: SqlWork) -> list[Channel]:
        workplace = await work.people.workplace(WorkplaceId(WORKPLACE))
        return list(await work.posts.channels(workplace.tenants))

    assert [(each.id, each.name) for each in in_store(office, there)] == [("C0ALLE", "#alle")]
    for platform, id in (("slack", "U0KARI"), ("slack", "#alle"), ("teams", "19:x"), ("discord", "C0ALLE")):
        assert office.run("campaign", "channel", platform, id).code == 2, id
    assert office.run("campaign", "channel", "slack", "C0ALLE", "--leave").code == 0
    assert in_store(office, there) == []

"""What comes in from Teams, over HTTP with real tokens, and what goes back."""

# One long file, because one bot and one table of tokens serve every test in it.

import asyncio
import io
import json
import logging
from typing import Any

import aiohttp
import pytest

from adapters.teams.app import TeamsApp
from adapters.teams.messenger import TeamsMessenger
from bots.demo.far import teams_activity
from bots.demo.far.faults import Answer, Truncated
from bots.demo.far.teams_activity import Far
from core.chat.flows import Reply
from core.chat.views import Done, Mend, Next, Open, Outcome, Show, Stay
from tests.adapters.teams.views import FORM, MENU, NASTY, PING, READ_ONLY
from tests.adapters.teams.workplace import (
    APP,
    KARI,
    NOW,
    OLA,
    SECRET,
    TENANT,
    ScriptedDoor,
    Workplace,
    served,
)

Json = dict[str, Any]
CANARY = "kanarifugl-i-gruva"


@pytest.fixture
async def asked(work: Workplace) -> Workplace:
    """Kari has the neutral ping in her chat."""
    await work.messenger.deliver(work.account(), PING, once="1")
    return work


def activity(work: Workplace, kind: str = "message", person: str = KARI, **more: Any) -> Json:
    far = Far(service_url=work.far.service_url, app_id=APP, app_name="Innsjekk")
    return teams_activity.activity(far, work.far.phone(person).account, kind, NOW, **more)


async def post(work: Workplace, body: object, *, header: str | None = None) -> tuple[int, bytes]:
    sent = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    headers = {"Authorization": f"Bearer {work.far.token()}" if header is None else header}
    async with work.session.post(f"{work.far.bot_url}/api/messages", data=sent, headers=headers) as got:
        return got.status, await got.read()


async def test_asking_for_the_menu_brings_the_menu_card(work: Workplace) -> None:
    """Typed or by installing; and the lock screen has the hint alone."""
    work.door.says["menu.home"] = Show(card=MENU)
    await work.kari.go_home()
    await work.kari.install()
    assert len(work.kari.chat) == 2
    assert work.kari.last_error is None
    assert work.kari.lock_screen == ["Innsjekk: Her er menyen."] * 2
    assert [reply.action for reply in work.door.heard] == ["menu.home", "menu.home"]


async def test_a_press_opens_the_form_and_a_submit_brings_the_next_page(asked: Workplace) -> None:
    """A dialog in two pages and a last word; nothing of it is written in the chat."""
    asked.door.says |= {
        "ledger.open": Open(form=FORM),
        "checkins.answer": Next(form=READ_ONLY),
        "menu.page": Done(text="Det er lagret.", title="Takk", close="Lukk"),
    }
    kari = asked.kari
    await kari.press("Åpne")
    assert kari.form_title == "Innsjekk"
    kari.fill("Navn", "Kari")
    kari.choose("Hvor ofte?", "Bra")
    kari.tick("Hva vil du dele?", "Vanskelig")
    kari.choose("Hvem?", "Kari Prøve")
    await kari.submit()
    assert asked.door.heard[-1].values == {
        "name": "Kari",
        "words": "Det jeg skrev",
        "mood": "hard",
        "how": "good",
        "parts": ("hard",),
        "whom": "p1",
        "day": "2026-11-30",
        "time": "",
    }
    await kari.press("Knapp 3")
    assert (asked.door.heard[-1].action, asked.door.heard[-1].ref) == ("menu.page", "3")
    assert "Det er lagret." in kari.words()
    await kari.press("Lukk")
    assert kari.form is None
    assert len(kari.chat) == 1
    assert asked.far.complaints == []


async def test_a_form_to_mend_keeps_what_was_typed(asked: Workplace) -> None:
    """The error stands in the form, with all the words still there."""

    def mend(reply: Reply) -> Outcome:
        return Mend(form=FORM.filled(reply.values), errors={"name": "Skriv hele navnet."})

    asked.door.says |= {"ledger.open": Open(form=FORM), "checkins.answer": mend}
    kari = asked.kari
    await kari.press("Åpne")
    kari.fill("Navn", "K")
    kari.fill("Egne ord", NASTY)
    await kari.submit(force=True)
    assert "⚠ Skriv hele navnet." in kari.words()
    assert kari.form is not None
    assert NASTY in kari.form.values.values()


async def test_a_refused_submit_gives_the_words_back(asked: Workplace) -> None:
    """Teams has taken the form away by then, so what was typed stands in the dialog to be copied."""
    asked.door.says |= {
        "ledger.open": Open(form=FORM),
        "checkins.answer": Stay(text="Noen andre var før deg."),
    }
    kari = asked.kari
    await kari.press("Åpne")
    kari.fill("Egne ord", "Det jeg ikke vil miste")
    await kari.submit(force=True)
    assert "Noen andre var før deg." in kari.words()
    assert "Det jeg ikke vil miste" in kari.words()


async def test_a_refused_press_says_why_and_can_be_left(asked: Workplace) -> None:
    """An old card answers in a few words."""
    asked.door.says["ledger.open"] = Stay(text="Denne er brukt.", close="Ferdig")
    await asked.kari.press("Åpne")
    assert asked.kari.form_title == "Innsjekk"
    assert "Denne er brukt." in asked.kari.words()
    await asked.kari.press("Ferdig")
    assert asked.kari.form is None


async def test_an_act_without_a_form_changes_the_card_or_says_a_word(asked: Workplace) -> None:
    """The card in the chat becomes the new one; a few words pass by above it."""
    asked.door.says["ledger.later"] = Done(text="Greit.")
    await asked.kari.press("Senere")
    assert asked.kari.notice == "Greit."
    asked.door.says["ledger.later"] = Show(card=MENU)
    await asked.kari.press("Senere")
    assert len(asked.kari.chat) == 1
    assert asked.kari.buttons() == ["Min side"]


@pytest.mark.parametrize("leaves", ["ledger.open", "checkins.answer"])
async def test_a_dialog_that_ends_in_a_card_puts_it_where_the_press_was(
    asked: Workplace, leaves: str
) -> None:
    """From the first press or after a submit: the dialog is gone, and the card has taken the ping's place."""
    asked.door.says |= {"ledger.open": Open(form=FORM), leaves: Show(card=MENU)}
    await asked.kari.press("Åpne")
    if leaves == "checkins.answer":
        await asked.kari.submit(force=True)
    assert asked.kari.form is None
    assert asked.kari.last_error is None
    assert asked.kari.buttons() == ["Min side"]
    assert len(asked.kari.chat) == 1


async def test_typed_words_get_a_kind_answer_and_go_nowhere(work: Workplace) -> None:
    """Core hears that something was typed; the answer is a card, so nothing in it is read as markup."""
    work.door.says["menu.typed"] = Stay(text="Takk for at du skriver.")
    await work.kari.write(CANARY)
    assert "Takk for at du skriver." in work.kari.words()
    assert CANARY not in repr(work.door.heard)
    assert work.far.complaints == []


async def test_in_a_channel_only_the_fixed_line_is_said(work: Workplace) -> None:
    """And nothing of the person's own, whatever core might answer."""
    work.door.says["menu.public"] = Stay(text="Jeg svarer bare i en privat chat.")
    await work.kari.mention_in_channel("meny")
    assert "Jeg svarer bare i en privat chat." in str(work.kari.channel)
    work.door.says["menu.public"] = Show(card=MENU)
    await work.kari.mention_in_channel("meny")
    assert len(work.kari.channel) == 1
    assert list(work.kari.chat) == []


@pytest.mark.parametrize("wrong", [Answer(500), Truncated(), Answer(403), Answer(429)])
async def test_a_platform_in_trouble_gives_calm_words_and_no_fault(work: Workplace, wrong: Any) -> None:
    """The first contact needs a look-up; when that fails nobody is let in as somebody unknown."""
    work.door.known.clear()
    work.far.faults.add("members.get", wrong)
    status, body = await post(
        work, activity(work, "invoke", name="task/fetch", value={"data": {"a": "menu.page"}})
    )
    assert (status, work.door.heard) == (200, [])
    assert "Noe gikk galt hos oss." in body.decode()


async def test_a_fault_of_ours_gives_calm_words_and_no_trace(
    work: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the person nor the log sees what the fault was about; only its kind is told."""

    def fall(_: Reply) -> Outcome:
        raise RuntimeError(CANARY)

    work.door.says["menu.page"] = fall
    status, body = await post(
        work,
        activity(
            work, "invoke", name="task/submit", value={"data": {"a": "menu.page", "text.words": "Mine ord"}}
        ),
    )
    assert status == 200
    said = body.decode()
    assert "Noe gikk galt hos oss." in said
    assert "Mine ord" in said
    assert CANARY not in said + caplog.text
    assert "RuntimeError" in caplog.text


async def test_the_first_contact_brings_a_profile(work: Workplace) -> None:
    """Name, zone, and whether it is somebody who works here; for one who is known nothing is looked up."""
    work.door.known = {OLA}
    work.far.add_person("g", "Gjest Prøve", guest=True)
    work.far.add_person("f", "Fremmed Prøve", timezone="Mars/Base")
    work.far.phone("f").account.zone = "Europe/Oslo"
    for person in (KARI, OLA, "g"):
        await work.far.phone(person).write("hei")
    kari, ola, guest = (reply.profile for reply in work.door.heard)
    assert kari is not None
    assert (kari.name, kari.zone, kari.outsider) == ("Kari Prøve", "Europe/Oslo", False)
    assert ola is None
    assert guest is not None
    assert guest.outsider


async def test_a_token_that_is_not_microsofts_for_us_opens_nothing(work: Workplace) -> None:
    """Every kind of wrong token is 401, and nothing is sent anywhere because of it."""
    for name, token in work.far.bad_tokens().items():
        status, body = await post(work, activity(work, text="meny"), header=f"Bearer {token}")
        assert (status, body) == (401, b""), name
    for header in (
        "",
        "Bearer",
        "Basic a:b",
        f"bearer  {work.far.token()}",
        "Bearer " + "x" * 5000,
        "Bearer a b c",
    ):
        assert (await post(work, activity(work, text="meny"), header=header))[0] == 401, header
    assert work.door.heard == []
    assert work.far.calls == []
    assert work.far.tokens.issued == 0


async def test_tokens_of_the_emulator_are_not_taken(work: Workplace) -> None:
    """The SDK would take them, and for those it compares no service address."""
    emulator = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
    token = work.far.token(iss=emulator, ver="1.0", appid=APP)
    assert (await post(work, activity(work, text="meny"), header=f"Bearer {token}"))[0] == 401


async def test_another_tenant_is_refused(work: Workplace) -> None:
    """With a token of Microsoft's, for us: but from a place that is not ours."""
    work.far.add_person("x", "Fremmed Prøve", tenant_id="another-tenant")
    status, body = await post(work, activity(work, person="x", text="meny"))
    assert (status, body) == (403, b"")
    assert work.door.heard == []
    assert work.far.calls == []


@pytest.mark.parametrize(
    "address",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://evil.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/#smba.trafficmanager.net",
        "https://evil.example\\.botframework.com/",
        "https://evilbotframework.com/",
        "http://127.0.0.1:1/",
    ],
)
async def test_no_token_goes_to_an_address_that_is_not_microsofts(work: Workplace, address: str) -> None:
    """Not even when a properly signed token vouches for it."""
    said = activity(work, text="meny") | {"serviceUrl": address}
    status, _ = await post(work, said, header=f"Bearer {work.far.token(serviceurl=address)}")
    assert status == 403
    assert work.door.heard == []
    assert work.far.tokens.issued == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"7",
        b"true",
        b"null",
        b"NaN",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"type": "message"}',
        b"1" * 5000,
    ],
)
async def test_what_is_no_activity_is_refused_before_anything_else(work: Workplace, body: bytes) -> None:
    """And leaves no trace of a fault."""
    assert (await post(work, body))[0] == 400


async def test_strange_members_of_an_activity_are_refused(work: Workplace) -> None:
    """Right on the outside, wrong inside: nothing of it reaches core."""
    changes: list[Json] = [
        {"conversation": "x"},
        {"from": []},
        {"channelData": 7},
        {"serviceUrl": 7},
        {"from": {"id": "29:x"}},
    ]
    for change in changes:
        assert (await post(work, activity(work, text="hei") | change))[0] == 400, change
    assert (await post(work, activity(work, text="hei") | {"channelId": "webchat"}))[0] == 403
    assert work.door.heard == []


async def test_too_large_a_body_is_refused(work: Workplace) -> None:
    """Said by its length or found by reading."""
    assert (await post(work, b" " * (1024 * 1024 + 1)))[0] == 413
    whole = json.dumps(activity(work, text="meny")).encode()
    assert (await post(work, whole.ljust(1024 * 1024)))[0] == 200


async def test_an_invoke_that_is_not_ours_is_said_not_to_exist(work: Workplace) -> None:
    """Everything else that is not for us is taken without an answer."""
    assert (await post(work, activity(work, "invoke", name="composeExtension/query", value={})))[0] == 501
    assert (await post(work, activity(work, "messageReaction")))[0] == 200
    assert work.door.heard == []


async def test_a_far_side_without_keys_lets_nobody_in(work: Workplace) -> None:
    """When the key set cannot be had we cannot tell who it is; and soon after we can again."""
    deaf = TeamsApp(
        door=work.door,
        app_id=APP,
        app_secret=SECRET,
        tenant_ids=frozenset({TENANT}),
        session=work.session,
        messenger=work.messenger,
        metadata_url="http://127.0.0.1:9/keys",
    )
    async with served(deaf.routes()) as address:
        header = {"Authorization": f"Bearer {work.far.token()}"}
        async with work.session.post(
            f"{address}/api/messages", json=activity(work, text="meny"), headers=header
        ) as got:
            assert got.status == 503


async def test_what_is_said_is_in_no_log(asked: Workplace, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG, from every library: no words, no token, no secret, no name."""
    caplog.set_level(logging.DEBUG)
    asked.door.known.clear()
    form = FORM.filled({"words": CANARY})
    asked.door.says |= {
        "ledger.open": Open(form=form),
        "checkins.answer": Mend(form=form, errors={"name": CANARY}),
    }
    await asked.kari.press("Åpne")
    await asked.kari.submit(force=True)
    await asked.kari.write(CANARY)
    await asked.kari.mention_in_channel(CANARY)
    await post(asked, f'{{"type": "{CANARY}'.encode())
    await post(asked, activity(asked, text=CANARY) | {"from": {"id": CANARY}})
    assert len(asked.door.heard) == 4
    assert asked.door.heard[1].values["words"] == CANARY
    for secret in (CANARY, SECRET, asked.far.token().split(".")[0], "Kari Prøve", KARI):
        assert secret not in caplog.text


def test_it_does_not_start_without_knowing_whom_to_let_in() -> None:
    """No application id would mean no checking at all; that takes an explicit word, and never both."""

    async def made(**change: Any) -> None:
        async with aiohttp.ClientSession() as session:
            messenger = TeamsMessenger(session, app_id="", app_secret="", tenant_id=TENANT)
            given: dict[str, Any] = {
                "app_id": APP,
                "app_secret": SECRET,
                "tenant_ids": frozenset({TENANT}),
            } | change
            TeamsApp(door=ScriptedDoor(), session=session, messenger=messenger, **given)

    asyncio.run(made())
    changes: list[Json] = [
        {"app_id": ""},
        {"app_secret": ""},
        {"tenant_ids": frozenset()},
        {"tenant_ids": frozenset({""})},
        {"allow_unauthenticated_loopback": True},
    ]
    for change in changes:
        with pytest.raises(ValueError, match=r"nobody|anybody|nothing"):
            asyncio.run(made(**change))


async def test_unchecked_means_this_machine_only(work: Workplace) -> None:
    """A proxy on this machine speaks for others, and a page open on it for whoever made it: neither is let in."""
    messenger = TeamsMessenger(
        work.session, app_id="", app_secret="", tenant_id=TENANT, service_url=work.far.service_url
    )
    app = TeamsApp(
        door=work.door,
        app_id="",
        app_secret="",
        tenant_ids=frozenset({TENANT}),
        session=work.session,
        messenger=messenger,
        allow_unauthenticated_loopback=True,
    )
    said = activity(work, "invoke", name="task/fetch", value={"data": {"a": "menu.page"}})
    async with served(app.routes()) as address:
        for headers, status in (
            ({}, 200),
            ({"X-Forwarded-For": "203.0.113.9"}, 403),
            ({"Forwarded": "for=203.0.113.9"}, 403),
            ({"X-Real-IP": "203.0.113.9"}, 403),
            ({"Via": "1.1 proxy"}, 403),
            ({"Origin": "http://example.org"}, 403),
            ({"Origin": "null"}, 403),
            ({"Origin": address}, 403),
            ({"Host": "rebound.example"}, 403),
            ({"Host": f"rebound.example:{address.rsplit(':', 1)[1]}"}, 403),
            ({"Content-Type": "text/plain"}, 403),
            ({"Host": "localhost"}, 200),
        ):
            async with work.session.post(f"{address}/api/messages", json=said, headers=headers) as got:
                assert got.status == status
    assert len(work.door.heard) == 2

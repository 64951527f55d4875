"""The command, the home and other events; and who it is that comes, over real HTTP."""

from typing import Any

import pytest

from bots.demo.far.faults import Answer, NotOk
from core.chat.flows import Reply
from core.chat.views import (
    Show,
    Stay,
)
from tests.adapters.slack.scenes import CANARY, MENU
from tests.adapters.slack.workplace import KARI, Workplace


async def test_the_command_shows_the_menu_to_that_person_alone(here: Workplace) -> None:
    """In a channel too: nothing is written there, and what stood after the command is not heard."""
    await here.kari.command("/innsjekk", CANARY)
    assert here.kari.trouble == ""
    assert here.kari.form is not None
    assert "Hjelp" in here.kari.buttons()
    assert here.kari.chat == []
    assert CANARY not in repr(here.door.heard)


async def test_the_messages_tab_is_no_visit(here: Workplace) -> None:
    """Slack tells of it with the same event."""
    await here.kari.go_to_messages()
    assert here.door.heard == []
    assert here.kari.home is None


async def test_an_event_that_failed_comes_again(here: Workplace) -> None:
    """500 and not 200, so that Slack sends it once more; with the same key."""
    heard: list[str] = []

    def second_time(reply: Reply) -> Show:
        heard.append(reply.key)
        if len(heard) == 1:
            raise RuntimeError
        return Show(card=MENU)

    here.door.says["menu.home"] = second_time
    event = {"type": "app_home_opened", "user": KARI, "channel": "D0KARI", "tab": "home"}
    answered = await here.far.send_event(event, retries=3)
    assert answered.status == 200
    assert len(heard) == 2
    assert len(set(heard)) == 1


async def test_a_refusal_at_home_is_shown_there(here: Workplace) -> None:
    """An event opens no form."""
    here.door.says["menu.home"] = Stay(text="Dette er bare for ansatte.")
    await here.kari.go_home()
    assert "Dette er bare for ansatte." in here.kari.words()


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_the_end_of_an_installation_is_logged(
    here: Workplace, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever runs it must know why nothing is sent."""
    assert (await here.far.send_event({"type": kind})).status == 200
    assert kind in caplog.text


async def test_other_events_are_taken_and_let_go(here: Workplace) -> None:
    """Slack is told 200, or it sends them again."""
    for kind in ("user_change", "team_join", "message"):
        assert (await here.far.send_event({"type": kind, "user": {"id": KARI}})).status == 200
    assert here.door.heard == []


async def test_somebody_new_comes_with_what_slack_says_of_them(here: Workplace) -> None:
    """Asked once, and only of somebody we do not know."""
    here.far.add_person("U0NY", "Ny Prøve", tz="America/New_York")
    await here.far.phone("U0NY").go_home()
    profile = here.door.heard[-1].profile
    assert profile is not None
    assert (profile.name, profile.zone, profile.outsider) == ("Ny Prøve", "America/New_York", False)
    await here.kari.go_home()
    assert here.door.heard[-1].profile is None
    assert [call.method for call in here.far.calls].count("users.info") == 1


@pytest.mark.parametrize(
    "who", [{"guest": True}, {"stranger": True, "team_id": "T0ANDRE"}, {"is_bot": True}, {"deleted": True}, {"team_id": "T0ANDRE"}],
    ids=["guest", "stranger", "bot", "deleted", "other_team"],
)  # fmt: skip
async def test_who_does_not_work_here_comes_as_an_outsider(here: Workplace, who: dict[str, Any]) -> None:
    """The door refuses them; the adapter only says so."""
    here.far.add_person("U0UTE", "Utenfra", **who)
    await here.far.phone("U0UTE").command("/innsjekk")
    profile = here.door.heard[-1].profile
    assert profile is not None
    assert profile.outsider


@pytest.mark.parametrize(
    "fault", [NotOk("fatal_error"), Answer(500), NotOk("missing_scope")], ids=["error", "500", "scope"]
)
async def test_nobody_is_heard_whom_slack_does_not_vouch_for(here: Workplace, fault: NotOk | Answer) -> None:
    """Not knowing who it is, nothing is done; the person can press again."""
    here.far.add_person("U0NY", "Ny Prøve")
    here.far.faults.add("users.info", fault)
    await here.far.phone("U0NY").command("/innsjekk")
    assert "http_error 500" in here.far.phone("U0NY").trouble
    assert here.door.heard == []
    await here.far.phone("U0NY").command("/innsjekk")
    assert len(here.door.heard) == 1


async def test_somebody_slack_will_not_show_us_is_an_outsider(here: Workplace) -> None:
    """Strangers are hidden at some workplaces."""
    here.far.faults.add("users.info", NotOk("user_not_visible"))
    here.far.add_person("U0NY", "Ny Prøve")
    await here.far.phone("U0NY").command("/innsjekk")
    profile = here.door.heard[-1].profile
    assert profile is not None
    assert profile.outsider

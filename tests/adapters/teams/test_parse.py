"""What Teams posts to us, and whatever else may come."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.teams import parse
from adapters.teams.parse import Heard, Malformed, Way
from bots.demo.far import teams_activity
from bots.demo.far.teams_activity import Account as Member
from bots.demo.far.teams_activity import Far
from core.people import Account, Language, Platform

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FAR = Far(service_url="https://smba.trafficmanager.net/emea/", app_id="app", app_name="Innsjekk")
KARI = Member(
    aad="aaaaaaaa-0000-4000-8000-000000000001",
    name="Kari Prøve",
    tenant="t-1",
    locale="nn-NO",
    zone="Europe/Oslo",
    guest=False,
    installed=True,
)
Json = dict[str, Any]


def invoke(name: str, value: object, **more: Any) -> Json:
    return teams_activity.activity(FAR, KARI, "invoke", AT, name=name, value=value, replyToId="1700", **more)


def submit(**data: object) -> Json:
    return invoke("task/submit", {"data": data, "context": {"theme": "default"}})


def heard(activity: object) -> Heard | None:
    return parse.heard(activity, "secret")


def told(activity: Json) -> Heard:
    what = heard(activity)
    assert what is not None
    return what


def test_a_press_tells_who_what_and_from_where() -> None:
    """Everything that core needs, and what we need to write to the person later."""
    what = told(
        invoke("task/fetch", {"data": {"msteams": {"type": "task/fetch"}, "a": "ledger.open", "r": "r-1"}})
    )
    assert what.reply.by == Account(
        platform=Platform.TEAMS,
        tenant="t-1",
        id=KARI.aad,
        conversation=KARI.personal,
        service=FAR.service_url,
    )
    assert (what.reply.action, what.reply.ref, what.reply.values) == ("ledger.open", "r-1", {})
    assert (what.way, what.message, what.zone, what.language) == (
        Way.FETCH,
        "1700",
        "Europe/Oslo",
        Language.NN,
    )


def test_a_submit_brings_its_fields_by_the_names_core_gave_them() -> None:
    """Several choices come as several; an emptied date is empty; words with commas stay whole."""
    what = told(
        submit(
            a="checkins.answer",
            r="c",
            n="n1",
            **{
                "text.words": "ja, nei",
                "some.parts": "mood,needs",
                "some.none": "",
                "day": None,
                "mood": "good",
            },
        )
    )
    assert what.reply.values == {
        "words": "ja, nei",
        "parts": ("mood", "needs"),
        "none": (),
        "day": "",
        "mood": "good",
    }
    assert what.typed == ("ja, nei",)


def test_a_repeat_has_the_same_key_and_nothing_else_has() -> None:
    """A form sent twice is one act; the same form with other words, or another form, is another."""
    first, again = submit(a="x.y", n="n1", mood="good"), submit(a="x.y", n="n1", mood="good")
    assert first["id"] != again["id"]
    assert told(first).reply.key == told(again).reply.key
    others = [
        submit(a="x.y", n="n1", mood="hard"),
        submit(a="x.y", n="n2", mood="good"),
        submit(a="x.z", n="n1", mood="good"),
        submit(a="x.y", n="n1", r="r", mood="good"),
    ]
    assert len({told(each).reply.key for each in [first, *others]}) == 5
    press = invoke("task/fetch", {"data": {"a": "x.y"}})
    assert (
        told(press).reply.key
        == told(dict(press)).reply.key
        != told(invoke("task/fetch", {"data": {"a": "x.y"}})).reply.key
    )


def test_a_key_belongs_to_one_person_in_one_conversation() -> None:
    """An activity's id and a form's mark can be seen and sent by others: theirs is another act, and uses up nothing."""
    press = invoke("task/fetch", {"data": {"a": "x.y", "r": "r-1"}})
    for mine in (press, submit(a="x.y", n="n1", mood="good")):
        others = [
            mine | {"from": mine["from"] | {"aadObjectId": "aaaaaaaa-0000-4000-8000-000000000002"}},
            mine | {"conversation": mine["conversation"] | {"id": "a:another"}},
            mine | {"channelData": {"tenant": {"id": "t-2"}}},
        ]
        assert len({told(each).reply.key for each in [mine, *others]}) == 4


@pytest.mark.parametrize(
    "action", ["checkins.answer", "reminders.set", "ping.open", "ping", "Menu.home", "xmenu.home"]
)
def test_what_belongs_in_a_form_is_no_act_when_it_comes_as_a_message(action: str) -> None:
    """It becomes the menu: what is answered to a message stays in the chat."""
    data = {"a": action, "r": "r-1", "n": "n1", "mood": "good"}
    message = told(teams_activity.activity(FAR, KARI, "message", AT, value=data))
    assert (message.way, message.reply.action) == (Way.MESSAGE, "menu.home")
    assert told(submit(**data)).reply.action == action


def test_no_answer_can_be_worked_out_from_a_key() -> None:
    """Keys are stored in the clear: without the secret, trying every answer finds nothing."""
    submitted = submit(a="x.y", n="n1", mood="hard")
    here, elsewhere = parse.heard(submitted, "secret"), parse.heard(submitted, "another")
    assert here is not None
    assert elsewhere is not None
    assert here.reply.key != elsewhere.reply.key
    assert "n1" not in here.reply.key


def test_an_act_without_a_form_and_its_fallback_are_the_same_act() -> None:
    """Clients that do not know `Action.Execute` send a message with a value."""
    press = told(
        invoke(
            "adaptiveCard/action",
            {
                "action": {"type": "Action.Execute", "verb": "a", "data": {"a": "ping.hour", "r": "r-1"}},
                "trigger": "manual",
            },
        )
    )
    message = told(teams_activity.activity(FAR, KARI, "message", AT, value={"a": "ping.hour", "r": "r-1"}))
    assert (press.way, message.way) == (Way.EXECUTE, Way.MESSAGE)
    assert (
        (press.reply.action, press.reply.ref)
        == (message.reply.action, message.reply.ref)
        == ("ping.hour", "r-1")
    )


@pytest.mark.parametrize("text", ["meny", " Meny\n", "MENY", "menu", "hjelp", "Help"])
def test_asking_for_the_menu_gives_the_menu(text: str) -> None:
    """In all three languages, in any letters."""
    assert told(teams_activity.typed(FAR, KARI, text, AT)).reply.action == "menu.home"


def test_nothing_of_what_is_typed_in_the_chat_gets_through() -> None:
    """Core learns that something was typed, and not one word of it."""
    what = told(teams_activity.typed(FAR, KARI, "jeg har det vondt, kanarifugl", AT))
    assert what.reply.action == "menu.typed"
    assert "kanarifugl" not in repr(what)


def test_in_a_channel_nothing_but_the_fixed_line_is_asked_for() -> None:
    """Neither the action, the values nor the conversation of a channel reach core."""
    what = told(teams_activity.mention(FAR, KARI, "meny", AT))
    assert (what.public, what.reply.action, what.reply.by.conversation) == (True, "menu.public", "")
    press = invoke("task/fetch", {"data": {"a": "checkins.open", "r": "r-1", "text.words": "kanarifugl"}})
    press["conversation"]["conversationType"] = "groupChat"
    other = told(press)
    assert (other.reply.action, other.reply.ref, other.reply.values, other.typed) == (
        "menu.public",
        "",
        {},
        (),
    )


def test_installing_gives_the_menu_and_removing_gives_nothing() -> None:
    """Adding the app also tells where to write; of being removed nothing is kept."""
    answers = [heard(each) for each in teams_activity.installed(FAR, KARI, AT)]
    assert [each.reply.action for each in answers if each] == ["menu.home"]
    assert heard(teams_activity.uninstalled(FAR, KARI, AT)) is None


def test_leaving_a_form_goes_no_further() -> None:
    """The way out is no act."""
    assert told(submit(a="close")).closes


@pytest.mark.parametrize("kind", ["typing", "messageReaction", "conversationUpdate", "event", ""])
def test_what_needs_no_answer_gets_none(kind: str) -> None:
    """Nothing happens, and nobody is told off."""
    assert heard({**teams_activity.activity(FAR, KARI, "message", AT), "type": kind}) is None


def without(*path: str) -> Json:
    activity = submit(a="x.y")
    inside = activity
    for step in path[:-1]:
        inside = inside[step]
    del inside[path[-1]]
    return activity


@pytest.mark.parametrize(
    "activity",
    [
        without("from"),
        without("from", "aadObjectId"),
        without("conversation"),
        without("conversation", "id"),
        without("serviceUrl"),
        without("id"),
        without("value"),
        without("value", "data"),
        without("value", "data", "a"),
        submit(a=["x"]),
        submit(a="x" * 1000),
        submit(a="x.y", words={"deep": 1}),
        submit(a="x.y", **{f"f{n}": "" for n in range(300)}),
        submit(a="\ud800"),
        [],
        "hello",
        None,
    ],
)
def test_what_lacks_something_is_malformed(activity: object) -> None:
    """It is told by the name of what is missing, which is ours, and never by what was in it."""
    with pytest.raises(Malformed):
        heard(activity)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["invoke", "message", "task/fetch", "task/submit", "adaptiveCard/action", "personal", "add"]
    ),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["a", "r", "n", "data", "action", "id"]), each, max_size=5
        )
    ),
    max_leaves=20,
)
NAMES = [
    "type",
    "name",
    "id",
    "value",
    "text",
    "action",
    "from",
    "conversation",
    "channelData",
    "serviceUrl",
    "replyToId",
    "localTimezone",
    "locale",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(NAMES), JSON), st.booleans())
def test_whatever_comes_is_heard_or_malformed(changes: Json, invoked: bool) -> None:  # noqa: FBT001
    """No JSON makes the parser raise anything else, also when all but one member is right."""
    whole = submit(a="x.y", r="r", n="n") if invoked else teams_activity.typed(FAR, KARI, "hei", AT)
    for activity in (changes, whole | changes):
        try:
            heard(activity)
            parse.tenant(activity)
        except Malformed:
            pass

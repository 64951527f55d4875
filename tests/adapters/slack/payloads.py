"""What Slack sends, written out: one of each kind, with everything in it that Slack puts there."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

TEAM = "T0ARBEID"
KARI = "U0KARI"
VALUES: Json = {
    "words#0e4c": {"words": {"type": "plain_text_input", "value": "Det går greit."}},
    "empty#0e4c": {"empty": {"type": "plain_text_input", "value": None}},
    "mood#0e4c": {
        "mood": {
            "type": "radio_buttons",
            "selected_option": {
                "text": {"type": "plain_text", "text": "Bra", "emoji": False},
                "value": "good",
            },
        }
    },
    "cadence#0e4c": {"cadence": {"type": "static_select", "selected_option": None}},
    "some#0e4c": {
        "some": {
            "type": "checkboxes",
            "selected_options": [
                {"text": {"type": "plain_text", "text": "En", "emoji": False}, "value": "v1"},
                {"text": {"type": "plain_text", "text": "To", "emoji": False}, "value": "v2"},
            ],
        }
    },
    "lots#0e4c": {"lots": {"type": "multi_static_select", "selected_options": []}},
    "day#0e4c": {"day": {"type": "datepicker", "selected_date": "2026-11-30"}},
    "hour#0e4c": {"hour": {"type": "timepicker", "selected_time": None}},
}
TYPED = {
    "words": "Det går greit.",
    "empty": "",
    "mood": "good",
    "cadence": "",
    "some": ("v1", "v2"),
    "lots": (),
    "day": "2026-11-30",
    "hour": "",
}


def _who(user: str, team: str) -> Json:
    return {
        "user": {"id": user, "username": "kari", "name": "kari", "team_id": team},
        "api_app_id": "A0INNSJEKK",
        "team": {"id": team, "domain": "eksempel"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def view(kind: str = "modal", **more: Any) -> Json:
    return {
        "id": "V0001",
        "team_id": TEAM,
        "type": kind,
        "blocks": [],
        "private_metadata": '{"a":"checkins.answer","r":"8a0f-7a4c","n":"0e4c"}',
        "callback_id": "innsjekk.form",
        "hash": "1763870400.abcdef",
        "state": {"values": VALUES},
        "title": {"type": "plain_text", "text": "Innsjekk", "emoji": False},
        "previous_view_id": None,
        "root_view_id": "V0001",
        "app_id": "A0INNSJEKK",
        "external_id": "",
        "bot_id": "B0INNSJEKK",
    } | more


def press(
    where: Json | None = None,
    *,
    action: str = "ping.open#1",
    value: str | None = "8a0f-7a4c",
    user: str = KARI,
    team: str = TEAM,
) -> Json:
    button: Json = {
        "type": "button",
        "action_id": action,
        "block_id": "b1",
        "text": {"type": "plain_text", "text": "Åpne", "emoji": False},
        "action_ts": "1763870400.000100",
    } | ({} if value is None else {"value": value})
    on_message: Json = {
        "container": {
            "type": "message",
            "message_ts": "1763870000.000001",
            "channel_id": "D0KARI",
            "is_ephemeral": False,
        },
        "channel": {"id": "D0KARI", "name": "directmessage"},
        "message": {
            "type": "message",
            "ts": "1763870000.000001",
            "text": "Du har noe å se på.",
            "blocks": [],
        },
        "state": {"values": {}},
        "response_url": "https://hooks.slack.invalid/actions/T0/1/x",
    }
    on_view: Json = {"container": {"type": "view", "view_id": "V0001"}, "view": where}
    return {
        "type": "block_actions",
        "token": "unused",
        "trigger_id": "123.456.abc",
        "actions": [button],
        **_who(user, team),
        **(on_message if where is None else on_view),
    }


def submit(*, user: str = KARI, team: str = TEAM, **more: Any) -> Json:
    return {
        "type": "view_submission",
        "token": "unused",
        "trigger_id": "123.456.abc",
        "view": view(**more),
        "response_urls": [],
        **_who(user, team),
    }


def closed() -> Json:
    return {"type": "view_closed", "token": "unused", "view": view(), "is_cleared": False, **_who(KARI, TEAM)}


def event(type: str = "app_home_opened", *, id: str = "Ev0001", user: str = KARI, **more: Any) -> Json:
    return {
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": "A0INNSJEKK",
        "event": {
            "type": type,
            "user": user,
            "channel": "D0KARI",
            "tab": "home",
            "event_ts": "1763870400.1",
            **more,
        },
        "type": "event_callback",
        "event_id": id,
        "event_time": 1763870400,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": "U0INNSJEKK",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def command(**more: str) -> dict[str, str]:
    return {
        "token": "unused",
        "team_id": TEAM,
        "team_domain": "eksempel",
        "channel_id": "C0ALLMENT",
        "channel_name": "allment",
        "user_id": KARI,
        "user_name": "kari",
        "command": "/innsjekk",
        "text": "noe jeg skrev",
        "api_app_id": "A0INNSJEKK",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.invalid/commands/T0/1/x",
        "trigger_id": "123.456.abc",
    } | more

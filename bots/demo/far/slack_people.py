"""Who works here, as Slack tells it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.demo.far.phone import Json
from bots.demo.far.slack_limits import Refused
from bots.demo.far.slack_messages import TooMany
from bots.demo.far.slack_records import Account
from bots.demo.far.slack_state import State

PAGES_A_MINUTE, MINUTE = 20, 60


def auth_test(state: State, _: Json) -> Json:
    place = state.workplace
    return {
        "url": f"https://{place.domain}.slack.com/", "team": place.team_name, "user": place.app_name.lower(),
        "team_id": place.team_id, "user_id": place.bot_user_id, "bot_id": place.bot_id,
        "is_enterprise_install": False,
    }  # fmt: skip


def team_info(state: State, args: Json) -> Json:
    place = state.workplace
    if args.get("team") not in (None, place.team_id):
        raise Refused("team_not_found", f"no team {args.get('team')!r}")
    team = {"id": place.team_id, "name": place.team_name, "domain": place.domain, "email_domain": ""}
    return {"team": team}


def users_info(state: State, args: Json) -> Json:
    account = state.people.get(str(args.get("user")))
    if account is None:
        raise Refused("user_not_found", f"no person {args.get('user')!r}")
    return {"user": _user(account, state.clock(), with_locale=bool(args.get("include_locale")))}


def users_list(state: State, args: Json) -> Json:
    """By cursor; at most twenty pages a minute (tier 2). An unknown cursor is refused, as Slack does."""
    keep_pages_apace(state)
    limit = int(args.get("limit") or 100)
    if not 1 <= limit <= 1000:
        raise Refused("invalid_limit", f"limit {limit}")
    everybody = sorted(state.people)
    cursor = str(args.get("cursor") or "")
    if cursor and cursor not in state.people:
        raise Refused("invalid_cursor", "no such cursor")
    start = everybody.index(cursor) if cursor else 0
    end = start + limit
    now = state.clock()
    members = [_user(state.people[id], now, with_locale=False) for id in everybody[start:end]]
    following = everybody[end] if end < len(everybody) else ""
    return {"members": members, "cache_ts": 1, "response_metadata": {"next_cursor": following}}


def keep_pages_apace(state: State) -> None:
    """Raises TooMany for the twenty-first page within a minute of the make-believe clock, where that is enforced."""
    if state.ceiling_a_minute is None:
        return
    now = state.clock()
    asked = [call.at for call in state.calls if call.method == "users.list"]
    if sum((now - at).total_seconds() < MINUTE for at in asked) > PAGES_A_MINUTE:
        raise TooMany(MINUTE)


def _user(account: Account, now: datetime, *, with_locale: bool) -> Json:
    offset = now.astimezone(ZoneInfo(account.tz)).utcoffset()
    user: Json = {
        "id": account.id, "team_id": account.team_id, "name": account.name.lower().replace(" ", "."),
        "deleted": account.deleted, "real_name": account.name, "is_admin": False, "is_owner": False,
        "is_primary_owner": False, "is_restricted": account.guest, "is_ultra_restricted": False,
        "is_bot": account.is_bot, "is_app_user": False, "updated": 1,
        "profile": {
            "real_name": account.name, "display_name": account.name, "team": account.team_id,
            "status_text": "", "status_emoji": "", "status_expiration": 0,
        },
    }  # fmt: skip
    if not account.deleted:
        seconds = int(offset.total_seconds()) if offset is not None else 0
        user |= {"tz": account.tz, "tz_label": account.tz, "tz_offset": seconds}
    if account.stranger:
        user["is_stranger"] = True
    if with_locale:
        user["locale"] = "en-GB"
    return user


def open_conversation(state: State, args: Json) -> Json:
    """Open the conversation with one person."""
    if args.get("channel"):
        account = state.by_channel(args["channel"])
    else:
        users = args.get("users") or ""
        named = [each.strip() for each in (users.split(",") if isinstance(users, str) else users)]
        if len(named) != 1 or named[0] not in state.people:
            raise Refused("user_not_found", f"no person {users!r}")
        account = state.people[named[0]]
    if account.is_bot:
        raise Refused("cannot_dm_bot", f"{account.id} is a bot")
    if account.stranger:
        raise Refused("invalid_user_combination", f"{account.id} shares no channel with this workspace")
    if account.deleted:
        raise Refused("user_disabled", f"{account.id} has been deactivated")
    channel: Json = {"id": account.channel}
    if args.get("return_im"):
        channel |= {"user": account.id, "is_im": True, "is_open": True}
    return {"no_op": True, "already_open": True, "channel": channel}

"""Messages: posted, changed and taken away, and what each of that leaves behind."""

import html
import math
from typing import Final

from bots.demo.far.phone import Json, Kept
from bots.demo.far.slack_blocks import with_ids, words
from bots.demo.far.slack_limits import UPDATE_TEXT, Refused, check_message
from bots.demo.far.slack_records import Account, Sent
from bots.demo.far.slack_state import State

TIER_3: Final = 50
_SILENT: Final = (False, "false", "0", 0)


class TooMany(Exception):  # an answer, not a failure of ours
    """429, and after how many seconds to come back."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def post_message(state: State, args: Json) -> Json:
    account = _addressee(state, args.get("channel"))
    check_message(args.get("text"), args.get("blocks"))
    _keep_pace(state, account.channel)
    _discreet(state, args)
    sent = deliver(state, account, args)
    return {"channel": account.channel, "ts": sent.ts, "message": sent.body}


def deliver(state: State, account: Account, args: Json) -> Sent:
    """Put a message into somebody's conversation; a deleted person's gets it too, and nobody is told."""
    place, ts = state.workplace, state.new_ts()
    body: Json = {
        "type": "message", "user": place.bot_user_id, "bot_id": place.bot_id, "app_id": place.app_id,
        "team": place.team_id, "ts": ts, "text": args.get("text") or "",
        "blocks": with_ids(args.get("blocks") or [], lambda: state.new_id("b")),
    }  # fmt: skip
    sent = account.messages[ts] = Sent(ts, state.clock(), body)
    keep(state, account, "sent", body)
    if not account.deleted:
        shown = html.unescape(body["text"]) or " ".join(words(body["blocks"], {}, {}))
        account.lock_screen.append(f"{place.app_name}: {shown}")
    return sent


def whisper(state: State, account: Account, args: Json) -> None:
    """Show what only this person sees; it is no message, and no export has it."""
    check_message(args.get("text"), args.get("blocks"))
    blocks = with_ids(args.get("blocks") or [], lambda: state.new_id("b"))
    account.passing.append({"text": args.get("text") or "", "blocks": blocks})


def keep(state: State, account: Account, what: str, body: Json) -> None:
    """Write down what an export would hold; `exported` has every byte of it."""
    said = "\n".join([*filter(None, [body["text"]]), *words(body["blocks"], {}, {})])
    account.export.append(Kept(at=state.clock(), what=what, text=said))
    account.exported.append({"what": what, **body})


def update_message(state: State, args: Json) -> Json:
    _tier_three(state, "chat.update")
    account = state.by_channel(args.get("channel"))
    sent = _message(account, args.get("ts"))
    check_message(args.get("text"), args.get("blocks"), most=UPDATE_TEXT)
    if args.get("metadata"):
        state.complain("chat.update: metadata can be read by every app in the workspace")
    change(state, account, sent, args)
    return {"channel": account.channel, "ts": sent.ts, "text": sent.body["text"], "message": sent.body}


def change(state: State, account: Account, sent: Sent, args: Json) -> None:
    """Blocks that are not named stay as they were, as Slack documents it."""
    edited = {"user": state.workplace.bot_user_id, "ts": state.new_ts()}
    sent.body = {**sent.body, "edited": edited}
    if args.get("text") is not None:
        sent.body["text"] = args["text"]
    if args.get("blocks") is not None:
        sent.body["blocks"] = with_ids(args["blocks"], lambda: state.new_id("b"))
    keep(state, account, "edited", sent.body)


def delete_message(state: State, args: Json) -> Json:
    _tier_three(state, "chat.delete")
    account = state.by_channel(args.get("channel"))
    sent = _message(account, args.get("ts"))
    remove(state, account, sent)
    return {"channel": account.channel, "ts": sent.ts}


def remove(state: State, account: Account, sent: Sent) -> None:
    del account.messages[sent.ts]
    keep(state, account, "deleted", sent.body)


def _message(account: Account, ts: object) -> Sent:
    found = account.messages.get(ts) if isinstance(ts, str) else None
    if found is None:
        raise Refused("message_not_found", f"no message {ts!r} in {account.channel}")
    return found


def _addressee(state: State, channel: object) -> Account:
    account = state.people.get(channel) if isinstance(channel, str) else None
    account = account or state.by_channel(channel)
    if account.id in state.rooms and account.stranger:
        raise Refused("not_in_channel", f"the bot is not in {account.id}")
    if account.is_bot:
        raise Refused("cannot_dm_bot", f"{account.id} is a bot")
    if account.stranger:
        raise Refused("invalid_user_combination", f"{account.id} shares no channel with this workspace")
    return account


def _discreet(state: State, args: Json) -> None:
    """What Slack accepts, and this project must never do."""
    if not args.get("text"):
        state.complain("chat.postMessage: no text, so the lock screen shows what is in the blocks")
    if args.get("metadata"):
        state.complain("chat.postMessage: metadata can be read by every app in the workspace")
    for name in ("unfurl_links", "unfurl_media"):
        if args.get(name) not in _SILENT:
            state.complain(f"chat.postMessage: {name} is not false")


def _tier_three(state: State, method: str) -> None:
    """Fifty a minute of each such method in a workspace, where the pace is enforced; what is refused counts no more."""
    now, asked = state.monotonic(), state.asked[method]
    while asked and asked[0] <= now - 60:
        asked.popleft()
    if state.ceiling_a_minute is not None and len(asked) >= TIER_3:
        raise TooMany(math.ceil(asked[0] + 60 - now))
    asked.append(now)


def _keep_pace(state: State, channel: str) -> None:
    """Count this message, or refuse it; on the clock that the sender's own pace is kept by, the real one."""
    now = state.monotonic()
    if state.one_a_second and (wait := state.posted.get(channel, -1.0) + 1 - now) > 0:
        raise TooMany(math.ceil(wait))
    while state.posts and state.posts[0] <= now - 60:
        state.posts.popleft()
    if state.ceiling_a_minute is not None and len(state.posts) >= state.ceiling_a_minute:
        raise TooMany(math.ceil(state.posts[0] + 60 - now) if state.posts else 60)
    state.posted[channel] = now
    state.posts.append(now)

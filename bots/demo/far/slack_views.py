"""Modals and homes: opening, pushing, updating and publishing them, whoever asked for it."""

from bots.demo.far.phone import Json
from bots.demo.far.slack_blocks import with_ids
from bots.demo.far.slack_limits import VIEW_STACK, Refused, check_view
from bots.demo.far.slack_records import Account, Held
from bots.demo.far.slack_state import State


def open_view(state: State, args: Json) -> Json:
    """Open a modal; one that was asked for from inside a modal goes on top of that one."""
    body = check_view(args.get("view"), "modal")
    account, trigger = state.use_trigger(args.get("trigger_id"))
    if trigger.view_id is None or not account.stack:
        account.stack = []
    return push(state, account, body)


def push_view(state: State, args: Json) -> Json:
    body = check_view(args.get("view"), "modal")
    account, _ = state.use_trigger(args.get("trigger_id"))
    return push(state, account, body)


def push(state: State, account: Account, body: Json) -> Json:
    """Put a view on top of what this person has open."""
    if len(account.stack) >= VIEW_STACK:
        raise Refused("push_limit_reached", f"{VIEW_STACK} views are open already")
    _claim(state, body, None)
    id = state.new_id("V")
    below = account.stack[-1] if account.stack else None
    held = Held(
        id=id,
        body={},
        hash="",
        root_id=below.root_id if below else id,
        previous_id=below.id if below else None,
    )
    put(state, held, body)
    account.stack.append(held)
    return state.view(held)


def put(state: State, held: Held, body: Json) -> None:
    """Give a view its (next) body, with ids where the bot gave none, and a new hash."""
    held.put({**body, "blocks": with_ids(body["blocks"], lambda: state.new_id("b"))}, state.new_ts())


def update_view(state: State, args: Json) -> Json:
    account, held = _find(state, args)
    body = check_view(args.get("view"), "home" if held is account.home else "modal")
    _same_hash(args, held)
    _claim(state, body, held)
    put(state, held, body)
    return state.view(held)


def publish_view(state: State, args: Json) -> Json:
    account = state.people.get(str(args.get("user_id")))
    if account is None:
        raise Refused("user_not_found", f"no person {args.get('user_id')!r}")
    body = check_view(args.get("view"), "home")
    _same_hash(args, account.home)
    _claim(state, body, account.home)
    if account.home is None:
        id = state.new_id("V")
        account.home = Held(id=id, body={}, hash="", root_id=id)
    put(state, account.home, body)
    return state.view(account.home)


def _find(state: State, args: Json) -> tuple[Account, Held]:
    wanted, external = args.get("view_id"), args.get("external_id")
    for account in state.people.values():
        for held in _all(account):
            if held.id == wanted or (external and held.body.get("external_id") == external):
                return account, held
    raise Refused("not_found", "this view is not open any more, or never was")


def _all(account: Account) -> list[Held]:
    return [*account.stack, *([account.home] if account.home else [])]


def _same_hash(args: Json, held: Held | None) -> None:
    if args.get("hash") and held is not None and args["hash"] != held.hash:
        raise Refused("hash_conflict", "the view has changed since that hash")


def _claim(state: State, body: Json, mine: Held | None) -> None:
    """An external_id names one view in the workspace."""
    external = body.get("external_id")
    for account in state.people.values():
        for held in _all(account):
            if external and held is not mine and held.body.get("external_id") == external:
                raise Refused("duplicate_external_id", f"{external!r} names another view")

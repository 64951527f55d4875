"""What the answer to a submitted form does to the form."""

from bots.demo.far import slack_views
from bots.demo.far.phone import FormRefused
from bots.demo.far.slack_limits import Refused, check_view
from bots.demo.far.slack_records import Account, Held
from bots.demo.far.slack_state import State
from bots.demo.far.slack_wire import Answered


def follow(state: State, account: Account, held: Held, answered: Answered) -> None:
    """Do what the answer says; what Slack could not do is an error line, a complaint, and `FormRefused`."""
    try:
        _follow(state, account, held, answered)
    except Refused as refused:
        account.trouble = refused.refusal.error
        said = ": ".join(["view_submission", refused.refusal.error, *refused.refusal.why])
        state.complain(said)
        raise FormRefused(said) from None


def _follow(state: State, account: Account, held: Held, answered: Answered) -> None:
    if answered.body is None and answered.text.strip():
        raise Refused("invalid_response", "neither empty nor a JSON object")
    body = answered.body or {}
    match body.get("response_action"):
        case None:
            account.stack.remove(held)
        case "clear":
            account.stack.clear()
        case "errors":
            held.errors = _errors(held, body.get("errors"))
        case "update":
            slack_views.put(state, held, check_view(body.get("view"), "modal"))
        case "push":
            slack_views.push(state, account, check_view(body.get("view"), "modal"))
        case other:
            raise Refused("invalid_response", f"no response_action {other!r}")


def _errors(held: Held, errors: object) -> dict[str, str]:
    """The bot's errors by block_id, each for an input that is there."""
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_response", "response_action errors without errors")
    inputs = {entry.key[0] for entry in held.entries() if entry.is_input}
    for block, said in errors.items():
        if block not in inputs or not isinstance(said, str) or not said:
            raise Refused("invalid_response", f"an error for {block!r}, which is no input of this form")
    return errors

"""What Slack says of somebody, asked once, when they first turn up."""

from collections.abc import Mapping
from typing import Any, Final

from adapters.slack.web import NotOk, WebApi
from core.people import Account, Profile

_SECONDS: Final = 2.0
_OUTSIDE: Final = ("deleted", "is_bot", "is_restricted", "is_stranger", "is_ultra_restricted")
_HIDDEN: Final = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


async def profile(api: WebApi, account: Account, team: str) -> Profile:
    """
    Name, zone, and whether they work elsewhere; somebody whom we may not see does.

    Raises NotSent, Unclear and NotOk, for then it is not known who they are.
    """
    try:
        answer = await api.read("users.info", {"user": account.id}, seconds=_SECONDS)
    except NotOk as no:
        if no.word in _HIDDEN:
            return Profile(name="", outsider=True)
        raise
    match answer:
        case {"user": {"id": account.id} as user}:
            return Profile(
                name=name_of(user), zone=word_of(user, "tz"), outsider=outside(user, account, team)
            )
        case _:
            return Profile(name="", outsider=True)


def outside(user: Mapping[str, Any], account: Account, team: str) -> bool:
    if account.tenant != team or any(user.get(flag) for flag in _OUTSIDE):
        return True
    match user:
        case {"enterprise_user": {"teams": list(teams)}} if team in teams:
            return False
        case _:
            return word_of(user, "team_id") != team


def name_of(user: Mapping[str, Any]) -> str:
    match user:
        case {"profile": {"real_name": str(name)}} if name:
            return name
        case _:
            return word_of(user, "real_name") or word_of(user, "name")


def word_of(user: Mapping[str, Any], key: str) -> str:
    found = user.get(key)
    return found if isinstance(found, str) else ""

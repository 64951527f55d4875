"""The make-believe Bot Connector: what the REST calls of a bot do to people's screens, and when they may not."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bots.demo.far.phone import Json
from bots.demo.far.teams_activity import Account, new_id
from bots.demo.far.teams_gate import Gate, Refused, bad
from bots.demo.far.teams_limits import READS, SENDS, Refusal, complaints_about, refused_activity
from bots.demo.far.teams_phone import TeamsPhone

_ROSTER: Final = ((60.0, 5),)
_NO_CONVERSATION: Final = Refusal(status=404, code="ConversationNotFound", why="Conversation not found.")
_NO_ACTIVITY: Final = Refusal(status=404, code="ActivityNotFoundInConversation", why="Activity not found.")
_NO_MEMBER: Final = Refusal(status=404, code="MemberNotFoundInConversation", why="Member not found.")
_BUSY: Final = Refusal(status=412, code="PreconditionFailed", why="Another operation is under way; retry.")
_NOT_YOURS: Final = Refusal(status=403, code="NotEnoughPermissions", why="The bot did not send this.")


@dataclass(slots=True, kw_only=True)
class _Conversation:
    """One conversation that the bot may know; only what it sent there is its own to change."""

    phone: TeamsPhone
    in_channel: bool
    sent: set[str] = field(default_factory=set)
    busy: bool = False


class Connector:
    """The operations behind `/v3`; `latency` is how long one takes, during which a second is refused."""

    def __init__(self, gate: Gate) -> None:
        self.latency = 0.002
        self._gate = gate
        self._conversations: dict[str, _Conversation] = {}
        self._by_user: dict[str, TeamsPhone] = {}
        self.teams: dict[str, list[str]] = {}
        """By the conversation's id, who is in it (their Entra ids), in the order that Teams lists them."""

    def know(self, phone: TeamsPhone) -> None:
        """Let the bot reach this person's two conversations."""
        who = phone.account
        self._conversations[who.personal] = _Conversation(phone=phone, in_channel=False)
        self._conversations[who.channel] = _Conversation(phone=phone, in_channel=True)
        self._by_user |= {who.user_id: phone, who.aad: phone}

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """Every operation, named as faults and `calls` name it."""
        guarded = self._gate.guarded
        one = f"{prefix}v3/conversations/{{conversation}}"
        activity = f"{one}/activities/{{activity}}"
        return [
            web.post(f"{prefix}v3/conversations", guarded("conversations.create", self._create)),
            web.post(f"{one}/activities", guarded("activities.send", self._send)),
            web.post(activity, guarded("activities.reply", self._send)),
            web.put(activity, guarded("activities.update", self._update)),
            web.delete(activity, guarded("activities.delete", self._delete)),
            web.get(f"{one}/members", guarded("members.list", self._members)),
            web.get(f"{one}/pagedmembers", guarded("members.paged", self._paged)),
            web.get(f"{one}/members/{{member}}", guarded("members.get", self._member)),
        ]

    async def _create(self, _: web.Request, body: Json) -> web.Response:
        members = body.get("members")
        if not isinstance(members, list) or len(members) != 1 or body.get("isGroup"):
            raise Refused(bad("A bot may open a chat with exactly one member."))
        tenant = ((body.get("channelData") or {}).get("tenant") or {}).get("id")
        phone = self._by_user.get(str(members[0].get("id")) if isinstance(members[0], dict) else "")
        if not tenant or phone is None:
            raise Refused(bad("channelData.tenant.id or the member is missing or unknown."))
        if tenant != phone.account.tenant:
            raise Refused(bad("The member is not in this tenant."))
        self._gate.pace("send", phone.account.personal, SENDS)
        _open_to_bot(phone.account)
        return web.json_response({"id": phone.account.personal}, status=201)

    async def _send(self, request: web.Request, body: Json) -> web.Response:
        conversation = self._conversation(request)
        self._check(body, request, update=False)
        self._gate.pace("send", request.match_info["conversation"], SENDS)
        _open_to_bot(conversation.phone.account)
        await self._alone(conversation)
        if body["type"] != "message":
            return web.json_response({"id": new_id()}, status=201)
        split = bool(body.get("text") and body.get("attachments"))
        parts = [{**body, "attachments": []}, {**body, "text": ""}] if split else [body]
        ids = [new_id() for _ in parts]
        replied = request.match_info.get("activity", "") or str(body.get("replyToId") or "")
        for id_, part in zip(ids, parts, strict=True):
            conversation.sent.add(id_)
            conversation.phone.received(id_, part, in_channel=conversation.in_channel, reply_to=replied)
        return web.json_response({} if split else {"id": ids[0]}, status=201)

    async def _update(self, request: web.Request, body: Json) -> web.Response:
        conversation = self._conversation(request)
        self._check(body, request, update=True)
        self._gate.pace("send", request.match_info["conversation"], SENDS)
        id_ = self._own(conversation, request)
        await self._alone(conversation)
        conversation.phone.screen.edited(id_, body)
        return web.json_response({"id": id_})

    async def _delete(self, request: web.Request, _: Json) -> web.Response:
        conversation = self._conversation(request)
        self._gate.pace("send", request.match_info["conversation"], SENDS)
        id_ = self._own(conversation, request)
        await self._alone(conversation)
        conversation.sent.discard(id_)
        conversation.phone.screen.deleted(id_)
        return web.Response(status=200)

    async def _members(self, request: web.Request, _: Json) -> web.Response:
        conversation = self._conversation(request)
        self._gate.pace("roster", request.match_info["conversation"], _ROSTER)
        return web.json_response([conversation.phone.account.member()])

    async def _paged(self, request: web.Request, _: Json) -> web.Response:
        """By a token of Teams' own; a page has from 50 to 500."""
        id_ = request.match_info["conversation"]
        self._gate.pace("read", id_, READS)
        if (team := self.teams.get(id_)) is None:
            return web.json_response({"members": [self._conversation(request).phone.account.member()]})
        size = min(500, max(50, int(request.query.get("pageSize", "200"))))
        token = request.query.get("continuationToken", "")
        if token and token not in team:
            raise Refused(bad("The continuation token is not valid."))
        start = team.index(token) if token else 0
        page: Json = {"members": [self._by_user[aad].account.member() for aad in team[start : start + size]]}
        if start + size < len(team):
            page["continuationToken"] = team[start + size]
        return web.json_response(page)

    async def _member(self, request: web.Request, _: Json) -> web.Response:
        who = self._conversation(request).phone.account
        self._gate.pace("read", request.match_info["conversation"], READS)
        if request.match_info["member"] not in {who.user_id, who.aad}:
            raise Refused(_NO_MEMBER)
        return web.json_response(who.member())

    def _conversation(self, request: web.Request) -> _Conversation:
        if (found := self._conversations.get(request.match_info["conversation"])) is None:
            raise Refused(_NO_CONVERSATION)
        return found

    def _check(self, body: Json, request: web.Request, *, update: bool) -> None:
        if (refusal := refused_activity(body)) is not None:
            raise Refused(refusal)
        named = (body.get("conversation") or {}).get("id")
        if named not in {None, request.match_info["conversation"]}:
            raise Refused(bad("conversation.id is not the conversation in the address."))
        self._gate.complaints.extend(complaints_about(body, update=update))

    def _own(self, conversation: _Conversation, request: web.Request) -> str:
        id_ = request.match_info["activity"]
        _open_to_bot(conversation.phone.account)
        if id_ in conversation.phone.typed_ids:
            raise Refused(_NOT_YOURS)
        if id_ not in conversation.sent:
            raise Refused(_NO_ACTIVITY)
        return id_

    async def _alone(self, conversation: _Conversation) -> None:
        """Two writes to one conversation at the same time: the second is refused."""
        if conversation.busy:
            raise Refused(_BUSY)
        conversation.busy = True
        try:
            await asyncio.sleep(self.latency)
        finally:
            conversation.busy = False


def _open_to_bot(who: Account) -> None:
    for hindered, code in (
        (not who.installed, "BotNotInConversationRoster"),
        (who.blocked, "ConversationBlockedByUser"),
        (who.disabled, "BotDisabledByAdmin"),
    ):
        if hindered:
            raise Refused(Refusal(status=403, code=code, why="The bot may not write here."))

"""Offers and requests: what both may read under one key, what the invitee thinks under another."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import delete, select, update

from core.agreements.model import AgreementId
from core.errors import NotFound, Outdated
from core.invitations.model import Invitation, InvitationId, Kind, Pointer, State, Thoughts
from core.people import PersonId, WorkplaceId
from core.sight import GUARDED_BY, Datum, Role, Sight
from storage.grants import Grants
from storage.payload import Json, Payload
from storage.statements import Sql
from storage.tables import invitations, replies

CONTENT = Payload(name="invitations.content")
THOUGHTS = Payload(name="invitations.thoughts")
KEY = GUARDED_BY[Datum.INVITATION]
OWN_KEY = GUARDED_BY[Datum.REPLY]


class SqlInvitations:
    """Who invited whom stands in the grants alone. A row says when it is to be deleted, and no more."""

    def __init__(self, sql: Sql, grants: Grants, now: datetime) -> None:
        self._sql = sql
        self._grants = grants
        self._now = now

    async def add(self, invitation: Invitation) -> None:
        two = (
            Sight(person=invitation.inviter, role=Role.INVITER),
            Sight(person=invitation.invitee, role=Role.INVITEE),
        )
        keys = await self._grants.begin(invitation.id, two, [KEY, OWN_KEY])
        row = {
            "id": invitation.id,
            "version": invitation.version,
            "content": keys[KEY].close(CONTENT, invitation.id, invitation.version, _written(invitation)),
            "expires": datetime.combine(invitation.expires(), time(), UTC),
        }
        await self._sql.add(invitations, row)
        # There from the beginning, so that its coming into being tells nothing.
        none = Thoughts(invitation=invitation.id)
        sealed = keys[OWN_KEY].close(THOUGHTS, invitation.id, none.version, _written_thoughts(none))
        await self._sql.add(
            replies, {"invitation": invitation.id, "version": none.version, "content": sealed}
        )

    async def get(self, id: InvitationId, sight: Sight) -> Invitation:
        keys = await self._grants.keys(id, sight, KEY)
        row = await self._sql.row(select(invitations).where(invitations.c.id == id))
        if row is None:
            raise NotFound
        return _read(keys.open(CONTENT, id, row["version"], row["content"]), id, row["version"])

    async def save(self, invitation: Invitation, sight: Sight) -> None:
        keys = await self._grants.keys(invitation.id, sight, KEY)
        as_read = (invitations.c.id == invitation.id) & (invitations.c.version == invitation.version - 1)
        sealed = keys.close(CONTENT, invitation.id, invitation.version, _written(invitation))
        new = {"version": invitation.version, "content": sealed}
        if await self._sql.run(update(invitations).where(as_read).values(new)) != 1:
            raise Outdated

    async def thoughts(self, id: InvitationId, sight: Sight) -> Thoughts:
        keys = await self._grants.keys(id, sight, OWN_KEY)
        row = await self._sql.row(select(replies).where(replies.c.invitation == id))
        if row is None:
            raise NotFound
        said = keys.open(THOUGHTS, id, row["version"], row["content"])
        return Thoughts(
            invitation=id, thinking=said["thinking"], declined=said["declined"], version=row["version"]
        )

    async def keep_thoughts(self, thoughts: Thoughts, sight: Sight) -> None:
        id = thoughts.invitation
        keys = await self._grants.keys(id, sight, OWN_KEY)
        as_read = (replies.c.invitation == id) & (replies.c.version == thoughts.version - 1)
        sealed = keys.close(THOUGHTS, id, thoughts.version, _written_thoughts(thoughts))
        new = {"version": thoughts.version, "content": sealed}
        if await self._sql.run(update(replies).where(as_read).values(new)) != 1:
            raise Outdated

    async def of(self, person: PersonId, role: Role) -> Sequence[Invitation]:
        sight = Sight(person=person, role=role)
        found = [await self.get(InvitationId(id), sight) for id in await self._grants.scopes(person, role)]
        return sorted(found, key=lambda each: (each.sent_at, each.id))

    async def exists(self, id: InvitationId) -> bool:
        return await self._sql.row(select(invitations.c.id).where(invitations.c.id == id)) is not None

    async def erase(self, id: InvitationId) -> None:
        await self._grants.end(id)
        await self._sql.erase(delete(invitations).where(invitations.c.id == id))

    async def forget(self) -> int:
        over = await self._sql.rows(select(invitations.c.id).where(invitations.c.expires <= self._now))
        for row in over:
            await self.erase(InvitationId(row["id"]))
        return len(over)


def _written(invitation: Invitation) -> Json:
    return {
        "workplace": invitation.workplace,
        "kind": invitation.kind.value,
        "inviter": invitation.inviter,
        "invitee": invitation.invitee,
        "sent_at": invitation.sent_at.isoformat(),
        "shown_from": invitation.shown_from.isoformat(),
        "closes_on": invitation.closes_on.isoformat(),
        "state": invitation.state.value,
        "agreement": invitation.agreement,
        "pointer": invitation.pointer.value if invitation.pointer else None,
    }


def _read(content: Json, id: InvitationId, version: int) -> Invitation:
    agreement, pointer = content["agreement"], content["pointer"]
    return Invitation(
        id=id,
        workplace=WorkplaceId(content["workplace"]),
        kind=Kind(content["kind"]),
        inviter=PersonId(content["inviter"]),
        invitee=PersonId(content["invitee"]),
        sent_at=datetime.fromisoformat(content["sent_at"]),
        shown_from=datetime.fromisoformat(content["shown_from"]),
        closes_on=date.fromisoformat(content["closes_on"]),
        state=State(content["state"]),
        agreement=AgreementId(agreement) if agreement else None,
        pointer=Pointer(pointer) if pointer else None,
        version=version,
    )


def _written_thoughts(thoughts: Thoughts) -> Json:
    return {"thinking": thoughts.thinking, "declined": thoughts.declined}

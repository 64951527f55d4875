"""What asking and offering keep about a person: the registry's entry."""

from collections.abc import Sequence

from core.invitations import usecases
from core.invitations.model import Invitation
from core.invitations.ports import Work
from core.people import Person
from core.privacy.registry import Json
from core.sight import Role


class KeptInvitations:
    """What the person asked and was asked, and their own answer to it."""

    name = "invitations"

    async def _all(self, work: Work, person: Person) -> Sequence[Invitation]:
        sent = await work.invitations.of(person.id, Role.INVITER)
        came = await work.invitations.of(person.id, Role.INVITEE)
        return [*sent, *(each for each in came if each.shown_from <= work.now)]

    async def count(self, work: Work, person: Person) -> int:
        return len(await self.export(work, person))

    async def export(self, work: Work, person: Person) -> Sequence[Json]:
        told = [await self._one(work, person, each) for each in await self._all(work, person)]
        return [*told, {"what": "no_more_offers"}] if await usecases.wants_no_more(work, person.id) else told

    async def _one(self, work: Work, person: Person, invitation: Invitation) -> Json:
        mine = invitation.inviter == person.id
        told: Json = {
            "what": invitation.kind.value,
            "sent_by_me": mine,
            "sent": invitation.sent_at.isoformat(),
            "closes": invitation.closes_on.isoformat(),
            "state": invitation.state.value,
        }
        if not mine:
            thoughts = await work.invitations.thoughts(invitation.id, usecases.invitee(person))
            told |= {"declined": thoughts.declined, "thinking": thoughts.thinking}
        return told

    async def erase(self, work: Work, person: Person) -> None:
        """
        That the person thinks about an offer goes now. A no stays, and so does the wish for no more offers.

        What was said once is not to be asked for again; it is deleted thirty days after the closing date. That an
        offer was sent is the other's to know until then.
        """
        for each in await work.invitations.of(person.id, Role.INVITEE):
            sight = usecases.invitee(person)
            thoughts = await work.invitations.thoughts(each.id, sight)
            await work.invitations.keep_thoughts(thoughts.become(declined=thoughts.declined), sight)

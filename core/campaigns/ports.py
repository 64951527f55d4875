"""What campaigns need of storage, of the committee, and of the platforms' channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.campaigns.model import Campaign, CampaignId, Fate
from core.chat.views import Card
from core.directory import ports as directory
from core.occasions import ports as occasions
from core.occasions.model import Audience
from core.people import PersonId, Platform, WorkplaceId


class Seats(Protocol):
    """The committee's seats, as far as a campaign needs them."""

    async def party_of(self, workplace: WorkplaceId, person: PersonId) -> str | None:
        """`employer`, `employees` or `neither`, for which this person sits now; None for whoever has no seat."""
        ...

    async def both_sit(self, workplace: WorkplaceId) -> bool:
        """Whether somebody sits for the employer now, and somebody for the employees."""
        ...


class Campaigns(Protocol):
    """The campaigns of a workplace, and what became of each for its recipients."""

    async def add(self, campaign: Campaign) -> None:
        """A new one."""
        ...

    async def get(self, id: CampaignId) -> Campaign:
        """Raises NotFound."""
        ...

    async def save(self, campaign: Campaign) -> None:
        """`campaign.version` is one more than what was read. Raises Outdated."""
        ...

    async def all(self, workplace: WorkplaceId) -> Sequence[Campaign]:
        """The newest first."""
        ...

    async def erase(self, id: CampaignId) -> None:
        """With all that belongs to it."""
        ...

    async def note(self, id: CampaignId, people: Sequence[PersonId], fate: Fate) -> Sequence[PersonId]:
        """Write these recipients, but for those that are written already; says which were new, in order."""
        ...

    async def settle(self, id: CampaignId, person: PersonId, fate: Fate) -> None:
        """What became of it for this recipient."""
        ...

    async def fates(self, id: CampaignId, people: Sequence[PersonId]) -> Mapping[PersonId, Fate]:
        """What became of it for these, as far as they are written."""
        ...

    async def received(self, ids: Sequence[CampaignId], person: PersonId) -> Mapping[CampaignId, Fate]:
        """What became of these for one person, as far as it is written."""
        ...

    async def tally(self, id: CampaignId) -> Mapping[Fate, int]:
        """How many of each; for sums in core (`progress.tally`), which shows none of them as it is."""
        ...

    async def forget(self, id: CampaignId) -> None:
        """What became of it for each; the campaign itself stays."""
        ...

    async def is_waiting(self, id: CampaignId) -> bool:
        """Whether somebody has not got it yet, or it is still to be posted somewhere."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel that the bot was let into. `service` is where Teams wants it said."""

    platform: Platform
    tenant: str
    id: str
    name: str = ""
    service: str = ""


class Stood(StrEnum):
    """How a post in a channel stands."""

    TO_POST = "to_post"
    POSTING = "posting"
    POSTED = "posted"
    UNSURE = "unsure"
    FAILED = "failed"
    TO_REPLACE = "to_replace"
    TO_DELETE = "to_delete"
    DELETED = "deleted"
    REPLACED = "replaced"
    """It could not be deleted; a neutral word stands in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What was posted where. `message` is the platform's own name for it."""

    campaign: CampaignId
    platform: Platform
    channel: str
    stood: Stood
    message: str = ""
    due: datetime


class Posts(Protocol):
    """Channels that may be posted in, and what was posted there."""

    async def let_in(self, channel: Channel) -> None:
        """The bot was let into this channel; one that is known already gets this name and address."""
        ...

    async def leave(self, platform: Platform, id: str) -> bool:
        """It may not be posted in any more; says whether it was known."""
        ...

    async def channels(self, tenants: Mapping[Platform, str]) -> Sequence[Channel]:
        """Those of a workplace, by name."""
        ...

    async def owe(self, post: Post) -> None:
        """To be posted; one that is written already stays as it is."""
        ...

    async def save(self, post: Post, before: Stood) -> None:
        """How it stands now. Raises Outdated if it did not stand as `before`."""
        ...

    async def of(self, campaign: CampaignId) -> Sequence[Post]:
        """All of a campaign's."""
        ...

    async def due(self, now: datetime) -> Post | None:
        """The first for which something is to be done now."""
        ...


class People(directory.People, occasions.People, Protocol):
    """The directory, page by page, and its places and departments."""

    async def counted(self, workplace: WorkplaceId) -> Sequence[tuple[Audience, int]]:
        """Each place together with each department, and how many active people with an account work there."""
        ...


class Pictures(Protocol):
    """What lies under a random name for anybody to fetch."""

    async def erase(self, name: str) -> None:
        """It can be fetched no more."""
        ...


class Work(directory.Work, occasions.Work, Protocol):
    """The slice of a transaction that campaigns use."""

    @property
    def campaigns(self) -> Campaigns: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def people(self) -> People: ...


class Channels(Protocol):
    """Posting for all to see, on one platform."""

    async def post(self, channel: Channel, card: Card) -> str:
        """Post it; what the platform calls the message. Raises as `core.ports.Messenger.deliver`."""
        ...

    async def change(self, channel: Channel, message: str, card: Card) -> None:
        """Put this in its place; gone already is fine. Raises the same."""
        ...

    async def delete(self, channel: Channel, message: str) -> bool:
        """Delete it; gone already is fine. False where the platform does not let us. Raises the same."""
        ...

"""A campaign as it is written, and read again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping

from core.campaigns.model import (
    Audience,
    Campaign,
    CampaignId,
    Correction,
    Errand,
    Fate,
    State,
    Whom,
    Words,
)
from core.people import Language, PersonId, WorkplaceId
from storage.payload import Json

MOMENTS: Final = ("starts_at", "began_at", "paused_at", "tried_at")


def written(campaign: Campaign) -> Mapping[str, Any]:
    """Its columns; what is asked for nowhere by itself lies in `content`."""
    return {
        "id": campaign.id,
        "workplace": campaign.workplace,
        "state": campaign.state.value,
        "made_at": campaign.made_at,
        "version": campaign.version,
        "content": _content(campaign),
    }


def _content(campaign: Campaign) -> Json:
    return {
        **{name: getattr(campaign, name) for name in (
            "author", "link", "picture", "picture_says", "started_by", "proposed_by", "recalled", "edition", "rounds", "learned", "right",
        )},
        "writers": list(campaign.writers),
        "audience": {"whom": campaign.audience.whom.value, "name": campaign.audience.name},
        "words": _words(campaign.words),
        "approvals": [{"by": each} for each in campaign.approvals],
        "correction": _correction(campaign.correction),
        "errands": [[errand.value, after] for errand, after in campaign.errands],
        "tally": {fate.value: number for fate, number in campaign.tally.items()},
        **{name: _moment(getattr(campaign, name)) for name in MOMENTS},
    }  # fmt: skip


def _words(words: Mapping[Language, Words]) -> Json:
    return {
        language.value: {
            "title": said.title,
            "body": said.body,
            "question": said.question,
            "options": list(said.options),
        }
        for language, said in words.items()
    }


def _correction(correction: Correction | None) -> Json | None:
    if correction is None:
        return None
    return {"words": _words(correction.words), "link": correction.link, "by": correction.by}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def read(row: RowMapping) -> Campaign:
    content: Json = row["content"]
    return Campaign(
        id=CampaignId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        state=State(row["state"]),
        made_at=row["made_at"],
        version=row["version"],
        **{
            **content,
            "author": PersonId(content["author"]),
            **{
                by: PersonId(content[by]) if content.get(by) else None for by in ("started_by", "proposed_by")
            },
            "writers": tuple(PersonId(each) for each in content["writers"]),
            "audience": Audience(Whom(content["audience"]["whom"]), content["audience"]["name"]),
            "words": _read_words(content["words"]),
            "approvals": tuple(PersonId(each["by"]) for each in content["approvals"]),
            "correction": _read_correction(content["correction"]),
            # A recall of before had an errand, too; what waits is dropped without one.
            "errands": tuple((Errand(e), after) for e, after in content["errands"] if e in list(Errand)),
            "tally": {Fate(fate): number for fate, number in content.get("tally", {}).items()},
            **{name: _read_moment(content.get(name)) for name in MOMENTS},
        },
    )


def _read_words(words: Json) -> Mapping[Language, Words]:
    return {
        Language(language): Words(**{**said, "options": tuple(said["options"])})
        for language, said in words.items()
    }


def _read_correction(said: Json | None) -> Correction | None:
    if said is None:
        return None
    return Correction(words=_read_words(said["words"]), link=said["link"], by=PersonId(said["by"]))


def _read_moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None

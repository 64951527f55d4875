"""How check-ins, answers and shares are written inside their seals, and read again."""

from datetime import datetime

from core.agreements.model import AgreementId, MeasureId
from core.checkins.model import Answers, CheckIn, CheckInId, Feels, Mood, Part, Share, ShareId, State
from storage.payload import Json, Payload

STATUS = Payload(name="checkins.status")
ANSWERS = Payload(name="checkins.answers")
SHARE = Payload(name="checkins.share")


def status(checkin: CheckIn) -> Json:
    return {
        "due": _moment(checkin.due),
        "state": checkin.state.value,
        "later": _moment(checkin.later),
    }


def checkin(content: Json, id: str, agreement: str, version: int) -> CheckIn:
    return CheckIn(
        id=CheckInId(id),
        agreement=AgreementId(agreement),
        due=datetime.fromisoformat(content["due"]),
        state=State(content["state"]),
        later=_read_moment(content["later"]),
        version=version,
    )


def given(answers: Answers) -> Json:
    return {
        "mood": answers.mood.value if answers.mood else None,
        "difficult": answers.difficult,
        "measures": {id: feels.value for id, feels in answers.measures.items()},
        "needs": answers.needs,
    }


def answers(content: Json, checkin: str, agreement: str, version: int) -> Answers:
    return Answers(
        checkin=CheckInId(checkin),
        agreement=AgreementId(agreement),
        mood=Mood(content["mood"]) if content["mood"] else None,
        difficult=content["difficult"],
        measures={MeasureId(id): Feels(feels) for id, feels in content["measures"].items()},
        needs=content["needs"],
        version=version,
    )


def shared(share: Share, made: str) -> Json:
    """`made` is when it was shared, for the order in which shares are read; it stands inside the seal only."""
    return {
        "made": made,
        "checkin": share.checkin,
        "part": share.part.value,
        "mood": share.mood.value if share.mood else None,
        "text": share.text,
        "measures": [[name, feels.value] for name, feels in share.measures],
        "shown_from": _moment(share.shown_from),
        "opened_at": _moment(share.opened_at),
        "thanked_at": _moment(share.thanked_at),
        "thanks": share.thanks,
    }


def share(content: Json, id: str, agreement: str, version: int) -> Share:
    return Share(
        id=ShareId(id),
        checkin=CheckInId(content["checkin"]),
        agreement=AgreementId(agreement),
        part=Part(content["part"]),
        mood=Mood(content["mood"]) if content["mood"] else None,
        text=content["text"],
        measures=tuple((name, Feels(feels)) for name, feels in content["measures"]),
        shown_from=datetime.fromisoformat(content["shown_from"]),
        opened_at=_read_moment(content["opened_at"]),
        thanked_at=_read_moment(content["thanked_at"]),
        thanks=content["thanks"],
        version=version,
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read_moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None

"""How a promise is written in its row: what the clock needs in the clear, whom and what it is about under a seal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from core.ledger.model import Promise, PromiseId, Reason, Standing
from core.people import Account, PersonId, Platform, WorkplaceId
from core.ports import MessageRef
from storage.keyring import Keyring
from storage.payload import Json, Payload, Place

CONTENT = Payload(name="promises.content")
STATE = Payload(name="promises.state")


def new(keyring: Keyring, promise: Promise) -> Mapping[str, Any]:
    """The row of a promise that was just made."""
    content = {
        "to": promise.to,
        "kind": promise.kind,
        "ref": promise.ref,
        "once": promise.once,
        "chosen": promise.chosen,
    }
    return {
        "id": promise.id,
        "workplace": promise.workplace,
        "fence": promise.fence,
        "once_idx": once_index(keyring, promise.once),
        "person_idx": person_index(keyring, promise.to),
        "content": CONTENT.close(keyring.ledger, _place(keyring, promise.id), content),
        **state(keyring, promise),
    }


def state(keyring: Keyring, promise: Promise) -> Mapping[str, Any]:
    """What of a promise changes."""
    return {
        "due": promise.due,
        "bulk": promise.bulk,
        "standing": promise.standing.value,
        "attempt": promise.attempt,
        "doubted": promise.doubted,
        "carrier": promise.carrier,
        # In the clear, why it ended and whether it counts would tell a check-in from a reminder of one's own.
        "state": _sealed_state(keyring, promise),
    }


def promise(keyring: Keyring, row: RowMapping) -> Promise:
    """Raises NotFound if its seal does not open."""
    place = _place(keyring, row["id"])
    content = CONTENT.open(keyring.ledger, place, row["content"])
    state = STATE.open(keyring.ledger, place, row["state"])
    return Promise(
        id=PromiseId(row["id"]),
        workplace=WorkplaceId(row["workplace"]),
        to=PersonId(content["to"]),
        kind=content["kind"],
        ref=content["ref"],
        due=row["due"],
        once=content["once"],
        chosen=content["chosen"],
        bulk=row["bulk"],
        standing=Standing(row["standing"]),
        reason=Reason(state["reason"]),
        attempt=row["attempt"],
        doubted=row["doubted"],
        counted=state["counted"],
        fence=row["fence"],
        carrier=PromiseId(row["carrier"]) if row["carrier"] else None,
        sent_at=datetime.fromisoformat(state["sent_at"]) if state["sent_at"] else None,
        message=_message(state["message"]),
    )


def once_index(keyring: Keyring, once: str) -> bytes:
    return keyring.index("once", once)


def person_index(keyring: Keyring, person: PersonId) -> bytes:
    return keyring.index("person", person)


def _place(keyring: Keyring, id: str) -> Place:
    return Place(tenant=keyring.tenant, scope="", row=id, version=1)


def _sealed_state(keyring: Keyring, promise: Promise) -> bytes:
    content = {
        "reason": promise.reason.value,
        "counted": promise.counted,
        "sent_at": promise.sent_at and promise.sent_at.isoformat(),
        "message": _written(promise.message),
    }
    return STATE.close(keyring.ledger, _place(keyring, promise.id), content)


def _written(message: MessageRef | None) -> Json | None:
    if message is None:
        return None
    account = message.account
    return {
        "platform": account.platform.value,
        "tenant": account.tenant,
        "id": account.id,
        "conversation": account.conversation,
        "service": account.service,
        "message": message.message,
    }


def _message(content: Json | None) -> MessageRef | None:
    if content is None:
        return None
    account = Account(
        platform=Platform(content["platform"]),
        tenant=content["tenant"],
        id=content["id"],
        conversation=content["conversation"],
        service=content["service"],
    )
    return MessageRef(account=account, message=content["message"])

"""Who this is, what they want, and whether it was done already."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from core.chat.flows import Flow, Reply, Then, Turn
from core.chat.legible import legible, typed
from core.chat.prompts import prompts
from core.chat.texts import Texts, load
from core.chat.views import Mend, Next, Open, Outcome, Stay, Value
from core.directory.reading import MOST_NAME, is_zone
from core.errors import NotFound, Refused
from core.people import Account, Language, Person, PersonId, Profile, Workplace
from core.ports import Store, Work, again

log = logging.getLogger("innsjekk.conversation")

TEXTS = load("core.conversation")
W = TypeVar("W", bound=Work)


class Conversation(Generic[W]):
    """Carries out replies, each once in effect, in one transaction each."""

    def __init__(self, store: Store[W], flows: Sequence[Flow[W]]) -> None:
        self._store = store
        self._flows: Mapping[str, Flow[W]] = {flow.name: flow for flow in flows}

    async def knows(self, account: Account) -> bool:
        """Whether somebody has this account."""
        async with self._store.transaction() as work:
            return await work.people.at(account) is not None

    async def hear(self, reply: Reply) -> Outcome:
        """Carry out what someone did. A refusal becomes kind words; a fault of ours one calm sentence."""
        try:
            await again(lambda: self._met(reply))
            return await again(lambda: self._carried_out(reply))
        except Refused as refusal:
            return await self._kindly(reply, refusal.key)
        except Exception as fault:  # noqa: BLE001  the one place where a fault becomes words
            log.error("a reply failed: %s at %s", type(fault).__name__, _place(fault))
            return await self._kindly(reply, "fault")

    async def _kindly(self, reply: Reply, key: str) -> Stay:
        language = Language.NB
        try:
            async with self._store.transaction() as work:
                person = await work.people.at(reply.by)
                language = person.language if person else language
        except Exception as fault:  # noqa: BLE001  not even the language could be read: say it all the same
            log.error("a refusal could not be put in the person's language: %s", type(fault).__name__)
        texts = Texts(TEXTS, language)
        return Stay(text=texts(key), title=texts("title"), close=texts("close"))

    async def _carried_out(self, reply: Reply) -> Outcome:
        name, _, verb = reply.action.partition(".")
        flow = self._flows.get(name)
        handler = flow.answers.get(verb) if flow else None
        if flow is None or handler is None:
            raise Refused("refused.unknown")
        if not reply.ref.isprintable():
            raise NotFound  # not of our writing, and not every database can even look for it
        async with self._store.transaction() as work:
            person = await _person(work, reply)
            turn = Turn(
                person=person,
                ref=reply.ref,
                values={name: _typed(value) for name, value in reply.values.items()},
                texts=Texts(flow.texts, person.language, person.zone),
            )
            if verb not in flow.reads and not await work.presses.note(reply.key):
                led = await work.presses.led_to(reply.key)
                if led is not None:
                    return await self._view(work, turn, Then(*led))
            outcome = await handler(work, turn)
            if isinstance(outcome, Then):
                await work.presses.remember(reply.key, outcome.view, outcome.ref)
                # What was just chosen (a language, say) holds for the answer too.
                turn = replace(turn, person=await work.people.get(person.id))
                return await self._view(work, turn, outcome)
            return _shown(outcome, work.new_id(), person.language)

    async def _view(self, work: W, turn: Turn, then: Then) -> Outcome:
        name, _, view = then.view.partition(".")
        flow = self._flows[name]
        texts = Texts(flow.texts, turn.person.language, turn.person.zone)
        shown = await flow.views[view](work, replace(turn, ref=then.ref, values={}, texts=texts))
        return _shown(shown, work.new_id(), turn.person.language)

    async def _met(self, reply: Reply) -> None:
        """
        Let a newcomer in, and keep where Teams can write to a person: that may change with every message.

        In a transaction of its own: rows written together can be told from a database's own books to belong
        together, and this one names the person.
        """
        async with self._store.transaction() as work:
            workplace = await _workplace(work, reply.by)
            person = await work.people.at(reply.by)
            if person is not None:
                await _keep_reachable(work, person, reply.by)
            elif reply.profile is not None and not reply.profile.outsider:
                await work.people.add(_newcomer(work, workplace, reply.by, reply.profile))


async def _person(work: Work, reply: Reply) -> Person:
    workplace = await _workplace(work, reply.by)
    person = await work.people.at(reply.by)
    if person is None or not person.active or person.workplace != workplace.id:
        raise Refused("refused.outsider")
    return person


async def _workplace(work: Work, account: Account) -> Workplace:
    for workplace in await work.people.workplaces():
        if workplace.tenants.get(account.platform) == account.tenant:
            return workplace
    raise Refused("refused.outsider")


def _newcomer(work: Work, workplace: Workplace, account: Account, profile: Profile) -> Person:
    return Person(
        id=PersonId(work.new_id()),
        workplace=workplace.id,
        name=legible(profile.name)[:MOST_NAME].strip() or "…",
        language=workplace.language,
        zone=profile.zone if is_zone(profile.zone) else workplace.zone,
        accounts=(account,),
        channel=account.platform,
    )


async def _keep_reachable(work: Work, person: Person, by: Account) -> None:
    if not by.conversation:
        return
    fresh = tuple(by if (a.platform, a.id) == (by.platform, by.id) else a for a in person.accounts)
    if fresh != person.accounts:
        await work.people.save(replace(person, accounts=fresh, version=person.version + 1))


def _typed(value: Value) -> Value:
    return typed(value) if isinstance(value, str) else tuple(typed(each) for each in value)


def _shown(outcome: Outcome, nonce: str, language: Language) -> Outcome:
    """Every showing of a form has its own mark, so that a repeated submit is known as one, and speaks one language."""
    match outcome:
        case Open(form=form) | Next(form=form) | Mend(form=form):
            return replace(outcome, form=replace(form, nonce=nonce, prompts=prompts(language)))
        case _:
            return outcome


def _place(fault: BaseException) -> str:
    """Where it happened, without a word of what it was about."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"

"""A wish for a talk, as the one who asks and the one who is asked have it, with made-up content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.chat.texts import Texts
from core.chat.views import Form
from core.people import Language, Person, PersonId
from core.talks import cards
from core.talks.model import Answer, Part, Soon, Talk, TalkId
from core.talks.texts import TEXTS
from core.talks.usecases import Candidate

NOW = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
RITA = "Rita Oppdiktet"


def every(language: Language, employee: Person, leader: Person) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(TEXTS, language)
    rita = Candidate(person=replace(leader, id=PersonId("rita"), name=RITA), part=Part.RESOURCE_PERSON)
    people = (Candidate(person=leader, part=Part.LEADER), rita)
    heard = datetime(2026, 11, 24, 8, tzinfo=UTC)
    talk = Talk(
        id=TalkId("talk"), asker=employee.id, helper=rita.person.id, part=rita.part, soon=Soon.TODAY,
        asked_at=NOW - timedelta(hours=2), heard_at=heard,
    )  # fmt: skip
    yield "talk_ask", cards.ask(texts, people, ((talk, RITA),))
    yield "talk_nobody", cards.ask(texts, (), ())
    yield "talk_confirm", cards.confirm(texts, rita, Soon.TODAY, NOW, heard, heard + timedelta(hours=1))
    yield "talk_confirm_now", cards.confirm(texts, rita, Soon.DAYS, NOW, NOW, heard)
    yield "talk_sent", cards.sent(texts, talk, RITA)
    yield "talk_got", cards.got(texts, talk, employee.name, talk.heard_at)
    yield "talk_got_leader", cards.got(texts, replace(talk, part=Part.LEADER), employee.name, talk.heard_at)
    yield "talk_comes", cards.heard(texts, talk.answered(Answer.COMING), RITA)
    yield "talk_silence", cards.heard(texts, talk, RITA)

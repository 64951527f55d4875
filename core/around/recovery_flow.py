"""The page of the code, and the one showing of it."""

from core.agreements.model import AgreementId
from core.agreements.usecases import sight_of
from core.around import recovery, recovery_cards
from core.chat.flows import Then, Turn
from core.chat.views import Open, Outcome
from core.drafting.ports import Work
from core.errors import Refused
from core.pages.usecases import CODE_PATH, Desk
from core.sight import Role


class Recovery:
    """`desk` knows where people reach the private page."""

    def __init__(self, desk: Desk) -> None:
        self._address = desk.at(CODE_PATH)

    async def ask(self, work: Work, turn: Turn) -> Outcome | Then:
        """A press that only shows."""
        del work
        return Then("around.recovery", turn.ref)

    async def page(self, work: Work, turn: Turn) -> Outcome:
        """What it is for, and whether there is one."""
        await _own(work, turn)
        made = await recovery.made_at(work, turn.person) is not None
        return Open(form=recovery_cards.page(turn.texts, turn.ref, self._address, made=made))

    async def make(self, work: Work, turn: Turn) -> Outcome | Then:
        """Shown here and nowhere else: a repeat of this press is answered without it."""
        await _own(work, turn)
        if not self._address:
            raise Refused
        code = await recovery.make(work, turn.person)
        if code is None:
            return Open(form=recovery_cards.shown(turn.texts))
        return Open(form=recovery_cards.once(turn.texts, self._address, code))


async def _own(work: Work, turn: Turn) -> None:
    """Raises NotFound for everybody but the employee of that agreement."""
    await work.agreements.route(AgreementId(turn.ref), sight_of(turn.person.id, Role.EMPLOYEE))

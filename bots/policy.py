"""`innsjekk policy set`: where the workplace's own policy is and who stands behind it, read from a file and recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bots.clock import RealClock
from bots.golive import told_in
from bots.settings import BadSetting, read
from bots.wiring import open_keyring, settled
from core.content.files import BadContent
from core.people import WorkplaceId
from core.policy import rounds, usecases
from core.policy.model import Policy
from core.policy.rounds import Round
from core.ports import again
from storage.store import SqlStore

TEMPLATE: Final = """\
# The workplace's policy on alcohol, drugs and gambling. Replace every text that begins with "…".
# Innsjekk has no policy text of its own: what it says is yours to agree on, and stays where you keep it.
# A version that is not the one before is told to everybody; the same version again is taken for a correction.

label = "rusmiddelpolicy"               # or "kjøreregler", or "policy for rusmiddelbruk og spill"
title = "… What the document is called"
link = "https://…"                      # https and a name; no user, password or port
version = "… 1, or a year"
adopted_on = 2026-01-31
adopted_by_employer = "… Who adopted it for the employer, by role"
adopted_by_employees = "… Who adopted it for the employees, by role"
who_is_told = "… Who has to be told of it: everybody, newcomers, temporary staff"
next_revision = 2028-01-31              # left out: two years after adopted_on
acknowledge = false                     # true: people can say that they have read it; nobody sees who
team_days = ["01-15", "08-15"]          # when leaders are asked to take it up again; [] for never

[summary]                               # in one language, two or three
nb = "… Kort, i deres egne ord"
nn = "… Kort, i dykkar eigne ord"
en = "… In short, in your own words"
"""


async def record(file: Path, config: Path | None, say: Callable[[str], None]) -> None:
    """Record the file. Raises BadSetting, after each fault is said in a line."""
    settings = read(config)
    told = await told_in(file)
    async with SqlStore.open(settings.database_url, open_keyring(settings), RealClock()) as store:

        async def attempt() -> tuple[Policy, bool]:
            async with store.transaction() as work:
                workplace = await settled(work, settings)
                policy, new = await usecases.record(work, workplace, told)
                if new:
                    await rounds.begin(work, workplace.id, Round.NEWS)
                return policy, new

        try:
            policy, new = await again(attempt)
        except BadContent as wrong:
            for line in wrong.lines:
                say(line)
            raise BadSetting(f"{len(wrong.lines)} to mend in {file}; nothing was recorded") from None
    if new:
        say(f"Recorded version “{policy.version}”. Everybody gets news of it in the days that follow.")
    else:
        say(f"Recorded as a correction of version “{policy.version}”; nobody gets news of it.")


async def shown(config: Path | None, say: Callable[[str], None]) -> None:
    """Say what is recorded now."""
    settings = read(config)
    store = SqlStore.open(settings.database_url, open_keyring(settings), RealClock())
    async with store as opened, opened.reading() as work:
        policy = await usecases.current(work, WorkplaceId(settings.workplace))
    for line in _lines(policy):
        say(line)


def _lines(policy: Policy | None) -> list[str]:
    if policy is None:
        return ["Nothing is recorded. Begin with: innsjekk policy set --template > policy.toml"]
    return [
        f"label: {policy.label}",
        f"title: {policy.title}",
        f"link: {policy.link}",
        f"version: {policy.version} (number {policy.number} here)",
        f"adopted_on: {policy.adopted_on}, by {policy.by_employer} and {policy.by_employees}",
        f"who_is_told: {policy.who_is_told}",
        f"next_revision: {policy.revise_on}",
        f"acknowledge: {'true' if policy.acknowledge else 'false'}",
        f"team_days: {', '.join(policy.team_days) or 'none'}",
        *(f"summary.{language}: {text}" for language, text in policy.summary.items()),
    ]

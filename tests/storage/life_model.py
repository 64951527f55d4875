"""The life of an agreement once more, as a table one can read: what the property test holds the real one against."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

EMPLOYEE, LEADER = "employee", "leader"
OTHER = {EMPLOYEE: LEADER, LEADER: EMPLOYEE}
WORKS = {"active", "paused", "relapse_plan_triggered"}
WHOLE = ("support", "expectation", "plan")


@dataclass
class Model:
    """Written from domain.md 5.1 and not from the code."""

    ends_on: date
    state: str = "drafting"
    version: int = 1
    open: bool = True
    words: set[str] = field(default_factory=set)
    sent: bool = False
    signed: set[str] = field(default_factory=set)
    wants_plan: bool = False
    wants_settling: str = ""
    until: date | None = None
    leaving: datetime | None = None
    quiet: bool = False

    def today(self, now: datetime, day: date) -> str:
        """The state that both are shown."""
        if self.leaving and now >= self.leaving:
            return "withdrawn"
        if self.state in WORKS and day > self.ends_on:
            return "completed"
        if self.state == "paused" and self.until and day >= self.until:
            return "active"
        if self.state == "drafting" and self.sent:
            return "signing"
        return self.state

    def act(self, who: str, verb: str, now: datetime, day: date, arg: int) -> bool:
        """Do it if it may be done; says whether."""
        shown = self.today(now, day)
        rules: dict[str, Callable[[], bool]] = {
            "write": lambda: self._write(shown, arg),
            "send": lambda: self._send(shown, day),
            "sign": lambda: self._sign(who, shown, day),
            "drop": lambda: self._drop(shown),
            "pause": lambda: self._pause(shown, day, arg),
            "resume": lambda: self._to("active", shown == "paused"),
            "plan": lambda: self._plan(who, shown),
            "settle": lambda: self._settle(who, shown),
            "withdraw": lambda: self._withdraw(who, shown, now),
            "stay": lambda: self._stay(who, shown),
            "end": lambda: who == LEADER and self._to("ended", shown in WORKS),
        }
        return rules[verb]()

    def _to(self, state: str, may: object) -> bool:
        if may:
            self.state, self.until = state, None
        return bool(may)

    def _write(self, shown: str, arg: int) -> bool:
        if shown not in WORKS | {"drafting", "signing"}:
            return False
        if not self.open:
            self.words = set(WHOLE)
        self.words.add(WHOLE[arg % 3])
        self.version += 1
        self.open, self.sent, self.signed = True, False, set()
        return True

    def _send(self, shown: str, day: date) -> bool:
        may = shown in WORKS | {"drafting"} and self.open and not self.sent and self._ready(day)
        self.sent = self.sent or may
        return may

    def _ready(self, day: date) -> bool:
        return self.words == set(WHOLE) and self.ends_on > day

    def _sign(self, who: str, shown: str, day: date) -> bool:
        if shown not in WORKS | {"signing"} or not self.sent or not self._ready(day):
            return False
        self.signed.add(who)
        if len(self.signed) == 2:
            self.open, self.sent, self.signed = False, False, set()
            self.state = "active" if self.state == "drafting" else self.state
        return True

    def _drop(self, shown: str) -> bool:
        if shown in {"drafting", "signing"}:
            self.state, self.open, self.sent = "cancelled", False, False
            return True
        if shown in WORKS and self.open:
            self.open, self.sent, self.signed = False, False, set()
            return True
        return False

    def _pause(self, shown: str, day: date, arg: int) -> bool:
        if shown not in {"active", "paused"} or arg == 0:
            return False
        self.state, self.until = "paused", day + timedelta(days=arg)
        return True

    def _plan(self, who: str, shown: str) -> bool:
        if shown not in {"active", "paused"}:
            return False
        if who == EMPLOYEE:
            self.wants_settling = ""
            return self._to("relapse_plan_triggered", True)
        return True

    def _settle(self, who: str, shown: str) -> bool:
        if shown != "relapse_plan_triggered":
            return False
        if self.wants_settling == OTHER[who]:
            self.wants_settling = ""
            return self._to("active", True)
        self.wants_settling = who
        return True

    def _withdraw(self, who: str, shown: str, now: datetime) -> bool:
        if who != EMPLOYEE or shown not in WORKS:
            return False
        self.leaving = self.leaving or morning(now)
        return True

    def _stay(self, who: str, shown: str) -> bool:
        may = who == EMPLOYEE and shown in WORKS and self.leaving is not None
        if may:
            self.leaving = None
        return may


def morning(now: datetime) -> datetime:
    """Now; or eight o'clock if it is night (Oslo in winter is an hour ahead of UTC)."""
    local = now + timedelta(hours=1)
    if 6 <= local.hour < 22:
        return now
    day = local.date() + timedelta(days=1 if local.hour >= 22 else 0)
    return datetime(day.year, day.month, day.day, 7, tzinfo=now.tzinfo)

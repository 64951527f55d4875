"""The policy in force. The words of it are the workplace's own (S198); here is where they are, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.people import Language


class Label(StrEnum):
    """What the workplace calls it, as it stands in the record."""

    POLICY = "rusmiddelpolicy"
    RULES = "kjøreregler"
    USE_AND_GAMBLING = "policy for rusmiddelbruk og spill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    The policy in force. `number` counts versions; everybody gets news of each once.

    `by_employer` and `by_employees` are who adopted it for each party (S126, S199). `summary` has one language or more.
    """

    number: int
    label: Label
    title: str
    link: str
    version: str
    adopted_on: date
    by_employer: str
    by_employees: str
    who_is_told: str
    revise_on: date
    acknowledge: bool
    team_days: tuple[str, ...]
    summary: Mapping[Language, str]

    def summary_for(self, language: Language) -> str:
        """In this language, or in the first that there is."""
        return self.summary.get(language) or next(iter(self.summary.values()))

    def days_in(self, year: int) -> list[date]:
        """When leaders take it up in that year; the days as they are written, holidays or not."""
        return [date.fromisoformat(f"{year:04}-{day}") for day in self.team_days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A version that was in force before: what the report of its year says of it, and nothing else."""

    title: str
    version: str
    adopted_on: date
    revise_on: date


def brief(policy: Policy) -> dict[str, str]:
    """As a former version is kept."""
    return {
        "title": policy.title,
        "version": policy.version,
        "adopted_on": policy.adopted_on.isoformat(),
        "revise_on": policy.revise_on.isoformat(),
    }


def read_former(content: Mapping[str, str]) -> Former:
    """What was kept."""
    return Former(
        title=content["title"],
        version=content["version"],
        adopted_on=date.fromisoformat(content["adopted_on"]),
        revise_on=date.fromisoformat(content["revise_on"]),
    )


def written(policy: Policy) -> dict[str, Any]:
    """As it is kept."""
    return {
        **{name: getattr(policy, name) for name in (
            "number", "title", "link", "version", "by_employer", "by_employees", "who_is_told", "acknowledge",
        )},
        "label": policy.label.value,
        "adopted_on": policy.adopted_on.isoformat(),
        "revise_on": policy.revise_on.isoformat(),
        "team_days": list(policy.team_days),
        "summary": {language.value: text for language, text in policy.summary.items()},
    }  # fmt: skip


def read(content: Mapping[str, Any]) -> Policy:
    """What was kept."""
    return Policy(
        **{
            **content,
            "label": Label(content["label"]),
            "adopted_on": date.fromisoformat(content["adopted_on"]),
            "revise_on": date.fromisoformat(content["revise_on"]),
            "team_days": tuple(content["team_days"]),
            "summary": {Language(language): text for language, text in content["summary"].items()},
        }
    )

"""Words in three languages, from the `texts.toml` that lies beside each subject."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from core.people import Language

Catalogue: TypeAlias = Mapping[str, Mapping[Language, str]]


@cache
def load(package: str) -> Catalogue:
    """The catalogue of one subject, read once; every entry has all languages (KeyError otherwise, at import)."""
    raw = tomllib.loads(files(package).joinpath("texts.toml").read_text(encoding="utf-8"))
    return {key: {language: entry[language] for language in Language} for key, entry in _flat(raw)}


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for name, value in table.items():
        if not isinstance(value, dict):
            raise TypeError(f"{prefix}{name}")
        if set(Language) <= value.keys():
            found.append((f"{prefix}{name}", value))
        else:
            found += _flat(value, f"{prefix}{name}.")
    return found


@dataclass(frozen=True, slots=True)
class Texts:
    """One subject's words in one person's language."""

    catalogue: Catalogue
    language: Language
    zone: str = "Europe/Oslo"

    def __call__(self, key: str, **holes: object) -> str:
        """The words for `key`, with its holes filled."""
        return self.catalogue[key][self.language].format(**holes)

    def other(self, catalogue: Catalogue) -> "Texts":
        """The same reader, another subject."""
        return Texts(catalogue, self.language, self.zone)

    def day(self, moment: datetime | date) -> str:
        """A date as it is read there: «mandag 24. november»."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() if isinstance(moment, datetime) else moment
        form = "EEEE d MMMM" if self.language is Language.EN else "EEEE d. MMMM"
        return format_date(day, form, locale=self.language.value)

    def dated(self, moment: datetime | date) -> str:
        """A date with its year, and the hour of a moment: «24. november 2026 09:30»."""
        form = "d MMMM y" if self.language is Language.EN else "d. MMMM y"
        if not isinstance(moment, datetime):
            return format_date(moment, form, locale=self.language.value)
        day = format_date(moment.astimezone(ZoneInfo(self.zone)).date(), form, locale=self.language.value)
        return f"{day} {self.hour(moment)}"

    def month(self, moment: datetime | date) -> str:
        """A month with its year: «november 2026»."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() if isinstance(moment, datetime) else moment
        return format_date(day, "LLLL y", locale=self.language.value)

    def hour(self, moment: datetime) -> str:
        """A time of day as it is read there: «09:30»."""
        return format_time(moment.astimezone(ZoneInfo(self.zone)), "HH:mm", locale=self.language.value)

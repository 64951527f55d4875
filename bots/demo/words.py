"""The words of the page, and the labels of the bot's own buttons and fields as a person reads them."""

from dataclasses import dataclass
from typing import Final

from core.campaigns.texts import TEXTS as CAMPAIGNS
from core.chat import moments
from core.chat.texts import Catalogue, load
from core.checkins.texts import TEXTS as CHECKINS
from core.drafting.texts import TEXTS as DRAFTING
from core.followups.texts import TEXTS as FOLLOWUPS
from core.golive.flow import TEXTS as GOLIVE
from core.group.texts import TEXTS as GROUP
from core.guides.cards import TEXTS as GUIDES
from core.invitations.texts import TEXTS as INVITATIONS
from core.ledger.cards import TEXTS as PING
from core.life.texts import TEXTS as LIFE
from core.menu.cards import TEXTS as MENU
from core.occasions.texts import TEXTS as OCCASIONS
from core.people import Language
from core.preparations.texts import TEXTS as PREPARATIONS
from core.reminders.flow import TEXTS as REMINDERS
from core.settings.flow import NAMES
from core.settings.flow import TEXTS as SETTINGS

TEXTS: Final = load(__package__)
PAGE: Final = "page."
STORY: Final = "story."
SUBJECTS: Final = {
    "campaigns": CAMPAIGNS,
    "checkins": CHECKINS,
    "drafting": DRAFTING,
    "followups": FOLLOWUPS,
    "golive": GOLIVE,
    "group": GROUP,
    "guides": GUIDES,
    "invitations": INVITATIONS,
    "life": LIFE,
    "menu": MENU,
    "occasions": OCCASIONS,
    "preparations": PREPARATIONS,
}


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands on the bot's buttons and fields in one language; each is looked up where the bot keeps it."""

    language: Language

    def _from(self, catalogue: Catalogue, key: str) -> str:
        return catalogue[key][self.language]

    def word(self, path: str) -> str:
        """Any text of the bot's, as "subject.key"."""
        subject, _, key = path.partition(".")
        return self._from(SUBJECTS[subject], key)

    def draft(self, key: str) -> str:
        """Any text of writing together and of signing."""
        return self._from(DRAFTING, key)

    def invitation(self, key: str) -> str:
        """Any text of asking and of offering."""
        return self._from(INVITATIONS, key)

    def life(self, key: str) -> str:
        """Any text of an agreement in force."""
        return self._from(LIFE, key)

    def group(self, key: str) -> str:
        """Any text of those around an agreement."""
        return self._from(GROUP, key)

    def occasion(self, key: str) -> str:
        """Any text of what the workplace arranges."""
        return self._from(OCCASIONS, key)

    def preparation(self, key: str) -> str:
        """Any text of what an occasion means inside an agreement."""
        return self._from(PREPARATIONS, key)

    def campaign(self, key: str) -> str:
        """Any text of the committee's campaigns."""
        return self._from(CAMPAIGNS, key)

    @property
    def have_read(self) -> str:
        """What is pressed once, under the notice before the first field."""
        return self._from(GOLIVE, "go_on")

    def checkin(self, key: str) -> str:
        """Any text of the check-in."""
        return self._from(CHECKINS, key)

    @property
    def neutral(self) -> frozenset[str]:
        """All that may ever stand in the chat besides the menu."""
        keys = ("hint", "title", "body", "open", "hour", "tomorrow")
        return frozenset({self._from(MENU, "hint"), *(self._from(PING, key) for key in keys)})

    @property
    def checkins(self) -> Catalogue:
        """All of the check-in's texts."""
        return CHECKINS

    def menu(self, key: str) -> str:
        """Any text of the menu."""
        return self._from(MENU, key)

    def demo(self, key: str) -> str:
        """Any text of the demo's own."""
        return self._from(TEXTS, key)

    @property
    def hint(self) -> str:
        """All that a lock screen shows of a ping."""
        return self._from(PING, "hint")

    @property
    def open(self) -> str:
        return self._from(PING, "open")

    @property
    def new_reminder(self) -> str:
        return self._from(MENU, "reminder")

    @property
    def reminder_text(self) -> str:
        return self._from(REMINDERS, "text")

    @property
    def day(self) -> str:
        return self._from(moments.TEXTS, "moment.day")

    @property
    def time(self) -> str:
        return self._from(moments.TEXTS, "moment.time")

    @property
    def settings(self) -> str:
        return self._from(MENU, "settings")

    @property
    def language_field(self) -> str:
        return self._from(SETTINGS, "language")

    def setting(self, key: str) -> str:
        """Any text of a person's own settings."""
        return self._from(SETTINGS, key)


def labels(language: Language) -> Labels:
    """As somebody reads them who has chosen this language."""
    return Labels(language)


def name_of(language: Language) -> str:
    """The language's own name, as the settings offer it."""
    return NAMES[language]


def for_the_page() -> dict[str, dict[str, str]]:
    """All of the page's and the story's words: language, then key."""
    return {
        language.value: {
            key: words[language] for key, words in TEXTS.items() if key.startswith((PAGE, STORY))
        }
        for language in Language
    }

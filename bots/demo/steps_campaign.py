"""The guided story of a campaign, as data."""

from typing import Final

from bots.demo import scene_campaign as many
from bots.demo.cast import COMMITTEE
from bots.demo.past import USED_TO_IT
from bots.demo.scene import Scene, open_ping, wind_for
from bots.demo.step import MINE, Step, Tale, person, pinged

TO_ALL: Final = ("campaigns.page", *MINE)
TO_NEWEST: Final = ("campaigns.page", "campaigns.open", "campaigns.back", *MINE)
"""From what is open back to the list, where it stands as it is now. A member's own page has another «Åpne» as well."""


def _at(scene: Scene, part: str, path: str) -> bool:
    return scene.at(person(scene, part), path)


def _reads(scene: Scene, part: str, path: str) -> bool:
    return scene.reads(person(scene, part), path)


CAMPAIGN: Final = Tale(key="campaign", agreed=USED_TO_IT, parts=COMMITTEE, steps=(
    Step(key="theme", control="press", person="writer",
         way=("campaigns.use.press", "campaigns.look", "campaigns.library.title", *TO_ALL),
         done=lambda s: _at(s, "writer", "campaigns.one.title"), show=many.theme),
    Step(key="question", control="show", person="writer",
         done=lambda s: many.reads_own(s, "writer", "question") and _at(s, "writer", "campaigns.one.title"),
         show=many.question),
    Step(key="preview", control="press", person="writer",
         way=("campaigns.test.title", "campaigns.preview.title", *TO_NEWEST),
         done=pinged("writer"), show=many.test),
    Step(key="propose", control="press", person="writer", way=("campaigns.do.propose", *TO_NEWEST),
         done=lambda s: _reads(s, "writer", "campaigns.waits.both"), show=many.propose),
    Step(key="first_yes", control="press", person="employer", way=("campaigns.do.approve", *TO_NEWEST),
         done=lambda s: _reads(s, "employer", "campaigns.waits.employees"), show=lambda s: many.approve(s, "employer")),
    Step(key="second_yes", control="press", person="union", way=("campaigns.do.approve", *TO_NEWEST),
         done=lambda s: _reads(s, "union", "campaigns.next.approved"), show=lambda s: many.approve(s, "union")),
    Step(key="send", control="press", person="employer", way=("campaigns.do.schedule", *TO_NEWEST),
         done=lambda s: _reads(s, "employer", "campaigns.planned.people"), show=many.send),
    Step(key="spread", control="clock", person="union", done=pinged("union"),
         show=lambda s: wind_for(s, person(s, "union"))),
    Step(key="news", control="press", person="union", done=lambda s: _at(s, "union", "campaigns.read.title"),
         show=lambda s: open_ping(s, person(s, "union"))),
    Step(key="vote", control="submit", person="union", way=("campaigns.vote.press",),
         done=lambda s: _reads(s, "union", "campaigns.vote.counted"), show=many.answer),
    Step(key="tens", control="press", person="employer", way=("campaigns.progress", *TO_NEWEST),
         done=lambda s: _at(s, "employer", "campaigns.progress"), show=many.progress),
    Step(key="correct", control="show", person="union",
         done=lambda s: many.reads_own(s, "union", "corrected") and not _reads(s, "union", "campaigns.correction.title"),
         show=many.correct),
    Step(key="newer", control="press", person="writer", done=lambda s: _reads(s, "writer", "campaigns.corrected"),
         show=lambda s: open_ping(s, person(s, "writer"))),
    Step(key="learned", control="press", person="employer", way=("campaigns.do.evaluate", *TO_NEWEST),
         done=lambda s: _reads(s, "employer", "campaigns.next.evaluated"), show=many.evaluate),
    Step(key="campaign_lock", control="view.lock"),
    Step(key="campaign_export", control="view.export"),
    Step(key="campaign_end", control=""),
))  # fmt: skip

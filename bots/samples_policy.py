"""The policy of a made-up workplace, and a tip."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.chat.texts import Texts
from core.chat.views import Form
from core.people import Language
from core.policy import cards
from core.policy.cards import Standing
from core.policy.model import Label, Policy
from core.policy.team import Why
from core.tips import flow as tips
from core.tips.model import TIPS

POLICY = Policy(
    number=3,
    label=Label.POLICY,
    title="Rusmiddelpolicy for Fjellbruket",
    link="https://intranett.fjellbruket.example/policy",
    version="3",
    adopted_on=date(2026, 10, 1),
    by_employer="daglig leder",
    by_employees="hovedtillitsvalgt og hovedverneombud",
    who_is_told="alle ansatte, innleide og de som er nye",
    revise_on=date(2028, 10, 1),
    acknowledge=True,
    team_days=("01-15", "08-15"),
    summary={
        Language.NB: "Vi møter edru på jobb, og alkoholfritt er like godt på festene våre. Den som sier fra, får hjelp.",
        Language.EN: "We are sober at work, and alcohol-free is just as good at our parties. Whoever speaks up gets help.",
    },
)


def every(language: Language) -> Iterator[tuple[str, Form]]:
    """By name, in this language."""
    texts = Texts(cards.TEXTS, language)
    yield "policy", cards.page(texts, POLICY, Standing())
    rules = replace(POLICY, label=Label.RULES, acknowledge=False)
    yield "policy_rules", cards.page(texts, rules, Standing())
    led = Standing(read_on=date(2026, 11, 20), leads=True, counted=40)
    yield "policy_leader", cards.page(texts, POLICY, led)
    yield "policy_few", cards.page(texts, replace(POLICY, label=Label.USE_AND_GAMBLING), Standing(counted=0))
    yield "policy_team", cards.team(texts, POLICY, tuple(Why), date(2026, 9, 1))
    yield "policy_team_again", cards.team(texts, POLICY, (), None)
    yield "policy_revise", cards.revise(texts, POLICY, date(2028, 8, 1))
    yield "policy_revise_late", cards.revise(texts, POLICY, date(2028, 11, 1))
    for number, tip in enumerate(TIPS, start=1):
        yield f"tip_{number}", tips.form(Texts(tips.TEXTS, language), tip)

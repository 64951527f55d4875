"""Cards and forms that between them have every block, every field and every limit."""

from core.chat.views import (
    Block,
    Button,
    Buttons,
    Card,
    DatePick,
    Divider,
    Fact,
    Field,
    Form,
    Heading,
    Link,
    LongText,
    Note,
    OneOf,
    OneTimeLink,
    Option,
    Paragraph,
    PersonPick,
    Quote,
    ShortText,
    SomeOf,
    Style,
    TimePick,
)

ID = "8a0fd7a4-7a3f-4f3a-9f86-8b7d4c6d1e02"
MOODS = (Option(value="good", label="Bra"), Option(value="hard", label="Vanskelig"))
NASTY = (
    "**x** _y_ `z` ~~w~~ [a](http://b.example) ![i](http://b.example/i.png) <at>Kari</at> <b>f</b> "
    "{{DATE(2026-11-23T09:00:00Z, SHORT)}} {{TIME(2026-11-23T09:00:00Z)}} ${name} &lt; \\*"
    "\n- list\n1. list\n# heading\n> quote\n---\n| a | b |"
)

PING = Card(
    hint="Du har noe å se på.",
    title="Innsjekk",
    blocks=(
        Paragraph("Trykk når det passer."),
        Buttons(
            (
                Button(label="Åpne", action="ledger.open", ref=ID, style=Style.FIRST),
                Button(label="Senere", action="ledger.later", ref=ID, opens=False),
            )
        ),
    ),
)

MENU = Card(
    hint="Her er menyen.",
    title="Meny",
    blocks=(Paragraph("Velg noe."), Buttons((Button(label="Min side", action="menu.page"),))),
)

EVERY_BLOCK: tuple[Block, ...] = (
    Heading("En overskrift"),
    Paragraph("Et avsnitt.\nEn linje til."),
    Note("Det med liten skrift."),
    Divider(),
    Quote("Noe en person skrev,\n\nover tre linjer."),
    Fact("Neste gang", "mandag 30. november"),
    Fact("Går det bra?", "Ja"),
    Link("akan.no", "https://www.akan.no"),
    Divider(),
    Buttons(tuple(Button(label=f"Knapp {n}", action="menu.page", ref=str(n)) for n in range(8))),
    Buttons((Button(label="Slett", action="privacy.erase", style=Style.GRAVE),)),
    Divider(),
)

EVERY_FIELD: tuple[Block | Field, ...] = (
    ShortText(name="name", label="Navn", hint="Kort.", most=40, required=True),
    LongText(name="words", label="Egne ord", hint="Bare du ser dette.", value="Det jeg skrev"),
    OneOf(name="mood", label="Hvordan går det?", options=MOODS, value="hard"),
    OneOf(name="how", label="Hvor ofte?", options=MOODS, required=True, compact=True),
    SomeOf(
        name="parts",
        label="Hva vil du dele?",
        options=MOODS,
        hint="Velg så mange du vil.",
        value=("good", "hard"),
    ),
    PersonPick(name="whom", label="Hvem?", options=(Option(value="p1", label="Kari Prøve"),)),
    DatePick(name="day", label="Dag", value="2026-11-30"),
    TimePick(name="time", label="Klokkeslett", required=False),
    Buttons((Button(label="Hopp over", action="checkins.skip", ref=ID),)),
)

FORM = Form(
    title="Innsjekk",
    body=(Paragraph("Alt er frivillig."), *EVERY_FIELD),
    close="Lukk",
    action="checkins.answer",
    submit="Neste",
    ref=ID,
    nonce="n-1",
)

READ_ONLY = Form(
    title="Min side med en tittel som er altfor lang for den smale linjen øverst på skjermen",
    body=(*EVERY_BLOCK, OneTimeLink("Åpne siden", f"https://innsjekk.example/private#{'t' * 43}")),
    close="Lukk",
)

"""Cards and forms that between them have every block, every field and every limit."""

from collections.abc import Mapping

from core.chat.views import (
    Button,
    Buttons,
    Card,
    DatePick,
    Divider,
    Fact,
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
    Prompts,
    Quote,
    ShortText,
    SomeOf,
    Style,
    TimePick,
)

ID = "8a0fd7a4-7a3f-4f3a-9f86-8b7d4c6d1e02"
NASTY = "<!channel> @everyone *x* _y_ `z` <https://a.example|b> :tada: & > &lt; [d](https://e.example)"


def options(count: int, label: str = "Valg") -> tuple[Option, ...]:
    return tuple(Option(value=f"v{n}", label=f"{label} {n}") for n in range(1, count + 1))


PING = Card(
    hint="Du har noe å se på.",
    title="Innsjekk",
    blocks=(
        Paragraph("Du har noe å se på."),
        Buttons(
            (
                Button(label="Åpne", action="ping.open", ref=ID, style=Style.FIRST),
                Button(label="Meny", action="menu.home"),
            )
        ),
    ),
)
EVERY_BLOCK = Card(
    hint="Du har noe å se på.",
    title="Alt som kan vises",
    blocks=(
        Heading("En overskrift"),
        Paragraph("Et avsnitt.\nEn linje til."),
        Note("Det med liten skrift."),
        Quote("Noe en person skrev,\nover to linjer."),
        Fact("Neste gang", "mandag 30. november"),
        Fact("Uten verdi", ""),
        Link("akan.no", "https://www.akan.no/"),
        Divider(),
        Buttons(
            (
                Button(label="Først", action="menu.first", style=Style.FIRST),
                Button(label="Slett", action="menu.erase", ref=ID, style=Style.GRAVE),
                Button(label="Slett", action="menu.erase", ref="another"),
            )
        ),
    ),
)
NASTY_CARD = Card(
    hint=NASTY,
    title=NASTY,
    blocks=(
        Heading(NASTY),
        Paragraph(NASTY),
        Note(NASTY),
        Quote(NASTY),
        Fact(NASTY, NASTY),
        Link(NASTY, "https://a.example/"),
    ),
)
EVERY_FIELD = Form(
    title="Alle felter",
    close="Lukk",
    submit="Lagre",
    action="checkins.answer",
    ref=ID,
    nonce="0e4c0c1e",
    body=(
        Paragraph("Alt er frivillig."),
        ShortText(name="name", label="Navn", hint="Kort.", most=40, value="Å"),
        LongText(name="words", label="Egne ord", hint="Hva som helst.", value="To\nlinjer"),
        OneOf(name="mood", label="Hvordan går det?", options=options(4), value="v2"),
        OneOf(
            name="cadence", label="Hvor ofte?", options=options(3), compact=True, required=True, value="v3"
        ),
        OneOf(name="many", label="Ett av mange", options=options(11), value="gone"),
        SomeOf(name="some", label="Noen", options=options(3), value=("v1", "v3")),
        SomeOf(name="lots", label="Noen av mange", options=options(12), value=("v12",)),
        PersonPick(name="who", label="Hvem?", options=options(2, "Person"), hint="Fra vår egen liste."),
        DatePick(name="day", label="Dag", value="2026-11-30"),
        TimePick(name="hour", label="Klokkeslett", value="09:30", required=False),
    ),
)
EMPTY_FIELDS = Form(
    title="Tomme felter",
    close="Lukk",
    submit="Lagre",
    action="checkins.answer",
    body=(
        ShortText(name="name", label="Navn"),
        OneOf(name="none", label="Ingen å velge mellom", hint="Det er ingen her ennå.", options=()),
        SomeOf(name="some", label="Noen", options=options(2)),
        SomeOf(name="lots", label="Noen av mange", options=options(12)),
        OneOf(name="own", label="Ett", options=options(2), compact=True, prompt="Velg én"),
        PersonPick(name="who", label="Hvem?", options=options(2, "Person")),
        DatePick(name="day", label="Dag"),
        TimePick(name="hour", label="Klokkeslett"),
    ),
    prompts=Prompts(choose="Velg", write="Skriv her"),
)
LONG_OPTIONS = Form(
    title="Tiltakene i avtalen min",
    close="Lukk",
    submit="Lagre",
    action="checkins.answer",
    body=(
        SomeOf(
            name="some",
            label="Hvilke?",
            options=(
                Option(value="a", label="Kort"),
                Option(
                    value="b",
                    label="Et tiltak som er skrevet med så mange ord at det må stå på to linjer i lista",
                ),
                Option(value="c", label="Et tiltak med veldig mange ord " * 6 + "slutt"),
            ),
            value=("b",),
        ),
    ),
)
MANY_PEOPLE = Form(
    title="Velg en person",
    close="Lukk",
    submit="Velg",
    action="agreements.invite",
    body=(PersonPick(name="who", label="Hvem?", options=options(230, "Person"), value="v205"),),
)
READ_ONLY = Form(
    title="En tittel som er lengre enn de tjuefire tegnene",
    close="Lukk",
    body=(
        Paragraph("Bare å lese."),
        OneTimeLink("Åpne siden", f"https://innsjekk.example/private#{'t' * 43}"),
        Buttons((Button(label="Tilbake", action="menu.home"),)),
    ),
)

CARDS: Mapping[str, Card] = {"ping": PING, "every_block": EVERY_BLOCK, "nasty": NASTY_CARD}
FORMS: Mapping[str, Form] = {
    "every_field": EVERY_FIELD,
    "empty_fields": EMPTY_FIELDS,
    "long_options": LONG_OPTIONS,
    "many_people": MANY_PEOPLE,
    "read_only": READ_ONLY,
}

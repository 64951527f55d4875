"""What people may type that looks like markup, put wherever words can stand."""

from core.chat.views import (
    Card,
    Divider,
    Fact,
    Form,
    Heading,
    LongText,
    Note,
    OneOf,
    Option,
    Paragraph,
    PersonPick,
    Quote,
    ShortText,
    SomeOf,
)

TYPED = (
    "<!channel> <!here> <@U012AB3CD> @everyone",
    "**bold** __bold__ *x* _y_ `z` ~~gone~~ ~gone~",
    "[a](http://x.example) <http://x.example|b> <b>bold</b> <img src=x onerror=alert(1)>",
    "{{DATE(2026-01-01T10:00:00Z, SHORT)}} {{TIME(2026-01-01T10:00:00Z)}} ${secret}",
    ":tada: 🙂 👩‍🔧 &amp; &lt;b&gt; \\*x\\*",
    "\u202eright to left\u202c \u200fשלום\u200f",
    "# not a heading",
    "> not a quote",
    "- not a list",
    "1. nor this one",
)
TOGETHER = "\n".join(TYPED)
SHORT = tuple(Option(value=f"v{n}", label=typed[:70]) for n, typed in enumerate(TYPED))

CARD = Card(
    hint="Her er en prøve.",
    title="Prøve",
    blocks=(
        *(Heading(typed) for typed in TYPED),
        Paragraph(TOGETHER),
        Quote(TOGETHER),
        Note(TOGETHER),
        Divider(),
        *(Fact(typed, typed) for typed in TYPED),
    ),
)
FORM = Form(
    title="Prøve",
    action="sample.set",
    submit="Lagre",
    close="Lukk",
    body=(
        *(LongText(name=f"t{n}", label=typed, hint=typed, value=TOGETHER) for n, typed in enumerate(TYPED)),
        ShortText(name="short", label="Kort", value=TYPED[0]),
        OneOf(name="one", label="En av disse", options=SHORT),
        OneOf(name="list", label="En fra listen", options=SHORT, compact=True),
        SomeOf(name="some", label="Noen av disse", options=SHORT),
        PersonPick(name="who", label="Hvem", options=SHORT),
    ),
)

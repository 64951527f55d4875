"""The page itself: words, look and a few lines of script, in one answer that asks for nothing more."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from adapters.pages.sheet import TEXTS
from core.chat.texts import Texts
from core.people import Language

KNOWN: Final = {"nb": Language.NB, "no": Language.NB, "nn": Language.NN, "en": Language.EN}


def _file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


FRAME: Final = Template(_file("page.html"))
FETCH: Final = Template(_file("fetch.html"))
CODE: Final = Template(_file("code.html"))
STYLE: Final = _file("page.css")
SCRIPT: Final = _file("page.js")

NEVER_KEPT: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILE_HEADERS: Final = NEVER_KEPT | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
PAGE_HEADERS: Final = NEVER_KEPT | {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Vary": "Accept-Language",
}


def fetch(language: Language) -> str:
    """The page with the button. It is the same for everybody, and says nothing of what is fetched."""
    words = _words(language)
    return _framed(language, words["title"], FETCH.substitute(words))


def refused(language: Language) -> str:
    """The same words for used, old, invented and lost."""
    words = _words(language)
    return _framed(language, words["refused_title"], f"<p>{words['refused']}</p>")


def code(language: Language) -> str:
    """The page for a code typed by hand; the same for everybody."""
    words = _words(language)
    return _framed(language, words["code_title"], CODE.substitute(words))


def code_refused(language: Language) -> str:
    """The same words for wrong, voided, too early and too late, and for too many at once."""
    words = _words(language)
    return _framed(language, words["code_refused_title"], f"<p>{words['code_refused']}</p>")


def _framed(language: Language, title: str, content: str) -> str:
    words = _words(language) | {"title": title}
    return FRAME.substitute(words, lang=language.value, style=STYLE, script=SCRIPT, content=content)


def _words(language: Language) -> dict[str, str]:
    texts = Texts(TEXTS, language)
    return {key: escape(texts(key)) for key in TEXTS}


def preferred(accepted: str) -> Language:
    """The language of Accept-Language that comes first of ours; bokmål without any."""
    ranked: list[tuple[float, int, Language]] = []
    for at, each in enumerate(accepted.split(",")):
        name, _, rest = each.strip().partition(";")
        language = KNOWN.get(name.strip().lower().partition("-")[0])
        weight = _weight(rest)
        if language is not None and weight > 0:
            ranked.append((-weight, at, language))
    return min(ranked)[2] if ranked else Language.NB


def _weight(rest: str) -> float:
    name, _, value = rest.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0

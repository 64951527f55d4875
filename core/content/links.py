"""Addresses that somebody at the workplace writes and everybody is shown."""

import re
from typing import Final
from urllib.parse import urlsplit

MOST: Final = 2000
HOST: Final = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def is_safe(url: str) -> bool:
    """
    Whether it is a plain https address of a named machine, which leads where it says.

    No name or password in front (`https://akan.no@elsewhere.example`), no port, no number for a machine, no sign
    that a browser reads otherwise than a person does.
    """
    if len(url) > MOST or not url.isascii() or not url.isprintable() or set(url) & set(' \\"<>^`{|}'):
        return False
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower()
    except ValueError:
        return False
    return parts.scheme == "https" and len(host) <= 253 and HOST.fullmatch(host) is not None

"""Whether a request is Slack's, from its headers and its body alone; asked before anything reads either."""

import hashlib
import hmac
from collections.abc import Mapping

from adapters.slack.limits import SKEW

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
VERSION = "v0"


def fresh(headers: Mapping[str, str], now: float) -> bool:
    """Whether both headers are there and the time is now, give or take five minutes: it costs no body to see."""
    timestamp = headers.get(TIMESTAMP, "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 20):
        return False
    return abs(now - int(timestamp)) <= SKEW and headers.get(SIGNATURE, "").isascii()


def genuine(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Whether Slack signed this body, now."""
    if not fresh(headers, now):
        return False
    expected = signature(headers[TIMESTAMP], body, secret)
    return hmac.compare_digest(expected.encode(), headers.get(SIGNATURE, "").encode())


def signature(timestamp: str, body: bytes, secret: str) -> str:
    """What Slack writes in the header for this body."""
    signed = b":".join((VERSION.encode(), timestamp.encode(), body))
    return f"{VERSION}={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"

"""A first look at who is calling, before anything is read: cheap, and never the last word."""

import ipaddress

import jwt
from aiohttp import web

_PASSED_ON = ("forwarded", "x-forwarded", "x-real-ip", "via", "origin")
_HERE = {"127.0.0.1", "localhost", "::1"}


def issued_by(issuer: str, header: str) -> bool:
    """
    Whether the header has a token that says it is the issuer's and is signed as the issuer signs.

    The SDK would also take tokens of its emulator and of other bots, for which it neither compares the service
    address nor keeps to one set of keys; they stop here.
    """
    scheme, _, token = header.partition(" ")
    if scheme != "Bearer" or not token:
        return False
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        algorithm = jwt.get_unverified_header(token).get("alg")
    except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
        return False
    return claims.get("iss") == issuer and algorithm == "RS256"


def from_here(request: web.Request) -> bool:
    """Whether the request comes from this very machine: not through a proxy on it, and not from a web page open on it."""
    if any(name.lower().startswith(_PASSED_ON) for name in request.headers):
        return False
    if request.url.host not in _HERE or request.content_type != "application/json":
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False

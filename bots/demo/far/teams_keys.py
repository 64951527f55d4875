"""The keys of the make-believe Microsoft, and every kind of signature that can be made with or without them."""

import base64
import functools
import hashlib
import hmac
import json
from typing import Final

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bots.demo.far.phone import Json

OURS: Final = "ours"
_BITS: Final = 2048


@functools.cache
def _key(owner: str) -> rsa.RSAPrivateKey:
    """One key a process: botbuilder caches key sets by address, and a port may come back."""
    del owner
    return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)


@functools.cache
def key_id() -> str:
    """Give the id under which the key set has our key."""
    return hashlib.sha256(str(_key(OURS).public_key().public_numbers().n).encode()).hexdigest()[:32]


def key_set() -> Json:
    """Give the published keys, endorsed for Teams as Microsoft's are."""
    key = RSAAlgorithm.to_jwk(_key(OURS).public_key(), as_dict=True)
    named = {**key, "use": "sig", "kid": key_id(), "x5t": key_id(), "endorsements": ["msteams"]}
    return {"keys": [named]}


def signed(claims: Json, *, alg: str = "RS256", kid: str | None = None, signer: str = OURS) -> str:
    """Sign as the channel does; or not at all ("none"), or with the public key as a shared secret ("HS256")."""
    headers = {"kid": kid or key_id()}
    match alg:
        case "none":
            return jwt.encode(claims, "", algorithm="none", headers=headers)
        case "HS256":
            return _confused(claims, headers)
        case _:
            return jwt.encode(claims, _key(signer), algorithm=alg, headers=headers)


def opened(token: str, audience: str) -> Json:
    """Give the claims of one of our own tokens; raises `jwt.InvalidTokenError` for any other."""
    claims: Json = jwt.decode(token, _key(OURS).public_key(), algorithms=["RS256"], audience=audience)
    return claims


def _confused(claims: Json, headers: Json) -> str:
    """Forge by hand what PyJWT rightly declines to produce."""
    secret = json.dumps(RSAAlgorithm.to_jwk(_key(OURS).public_key(), as_dict=True)).encode()
    said = [{"alg": "HS256", "typ": "JWT", **headers}, claims]
    parts = [_b64(json.dumps(part).encode()) for part in said]
    signature = hmac.new(secret, ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, _b64(signature)])


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

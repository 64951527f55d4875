"""Microsoft's signing keys, fetched without holding anybody up."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from jwt.algorithms import RSAAlgorithm

_DAY: Final = 24 * 3600.0
_MINUTE: Final = 60.0
_LIMIT: Final = aiohttp.ClientTimeout(total=5.0)


class NoKeys(Exception):  # it is the world's fault, not the sender's
    """The key set cannot be had just now, so nobody can be let in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key, by the names that the SDK's validation reads."""

    public_key: Any
    endorsements: tuple[str, ...]


class KeySet:
    """
    The key set behind a metadata address.

    It stands in for the SDK's own, which fetches with a blocking client on the event loop, falls over at an
    unknown key id, and could be made to fetch again and again.
    """

    def __init__(
        self, session: aiohttp.ClientSession, address: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.address = address
        self._session = session
        self._monotonic = monotonic
        self._one_at_a_time = asyncio.Lock()
        self._keys: dict[str, Key] = {}
        self._fetched = self._tried = float("-inf")

    async def get(self, id: object) -> Key:
        """The key with this id. Raises PermissionError when Microsoft has none such, NoKeys when we cannot tell."""
        if self._stale() or id not in self._keys:
            async with self._one_at_a_time:
                if self._stale() or id not in self._keys:
                    await self._fetch()
        if not self._keys:
            raise NoKeys
        if not isinstance(id, str) or id not in self._keys:
            raise PermissionError("unknown key")
        return self._keys[id]

    def _stale(self) -> bool:
        return self._monotonic() - self._fetched > _DAY

    async def _fetch(self) -> None:
        """At most once a minute, whoever asks; what we have is kept when there is nothing newer to be had."""
        if self._monotonic() - self._tried < _MINUTE and self._keys:
            return
        self._tried = self._monotonic()
        try:
            described = await self._json(self.address)
            keys = (await self._json(str(described["jwks_uri"])))["keys"]
            self._keys = {str(each["kid"]): _key(each) for each in keys if each.get("kty") == "RSA"}
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError):
            return
        self._fetched = self._tried

    async def _json(self, address: str) -> Any:  # noqa: ANN401  it is JSON from elsewhere
        async with self._session.get(address, timeout=_LIMIT, raise_for_status=True) as answer:
            return await answer.json(content_type=None)


def _key(each: dict[str, Any]) -> Key:
    endorsed = each.get("endorsements", [])
    return Key(public_key=RSAAlgorithm.from_jwk(json.dumps(each)), endorsements=tuple(endorsed))

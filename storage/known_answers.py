"""Whether the cipher of this machine computes what RFC 8452 says, asked before anything is opened or sealed."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV


class SelfTestFailed(Exception):
    """The cipher of this machine does not compute what RFC 8452 says; nothing may be sealed with it."""


# RFC 8452, appendix C.2 (with additional data) and C.3 (the counter wraps round): key, nonce, data, plaintext, result.
KNOWN = (
    (
        "3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23",
        "688089e55540db1872504e1c",
        "734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541",
        "ced532ce4159b035277d4dfbb7db62968b13cd4eec",
        "626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594",
    ),
    (
        "00" * 32,
        "00" * 12,
        "",
        "eb3640277c7ffd1303c7a542d02d3e4c0000000000000000",
        "18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56dffffffff000000000000000000000000",
    ),
)


def self_test() -> None:
    """Known answers, both ways, and a false seal refused; raises SelfTestFailed. Run before anything is opened."""
    for vector in KNOWN:
        secret, nonce, data, plaintext, result = map(bytes.fromhex, vector)
        cipher = AESGCMSIV(secret)
        if (
            cipher.encrypt(nonce, plaintext, data) != result
            or cipher.decrypt(nonce, result, data) != plaintext
        ):
            raise SelfTestFailed
        try:
            cipher.decrypt(nonce, result[:-1] + bytes([result[-1] ^ 1]), data)
        except InvalidTag:
            continue
        raise SelfTestFailed

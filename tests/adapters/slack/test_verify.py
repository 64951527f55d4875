"""Only Slack is listened to; the same table over real HTTP is in test_app.py."""

import pytest

from adapters.slack import verify

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
BODY = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J"
NOW = 1_763_870_400.5


def signed(timestamp: str = "1763870400", body: bytes = BODY, secret: str = SECRET) -> dict[str, str]:
    return {verify.TIMESTAMP: timestamp, verify.SIGNATURE: verify.signature(timestamp, body, secret)}


@pytest.mark.parametrize("age", [-300, 0, 300])
def test_what_slack_signed_now_is_genuine(age: int) -> None:
    """Five minutes either way, for clocks differ."""
    assert verify.genuine(signed(str(1_763_870_400 + age)), BODY, SECRET, 1_763_870_400)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {verify.TIMESTAMP: "1763870400"},
        {verify.SIGNATURE: signed()[verify.SIGNATURE]},
        signed("1763870099"),
        signed("1763870702"),
        signed("abc"),
        signed("1763870400.5"),
        signed("-1763870400"),
        signed("١٧٦٣٨٧٠٤٠٠"),
        signed("9" * 400),
        signed(secret="another"),
        signed(body=BODY + b"&x=1"),
        signed() | {verify.SIGNATURE: ""},
        signed() | {verify.SIGNATURE: "v0=ærlig"},
        signed() | {verify.SIGNATURE: signed()[verify.SIGNATURE].upper()},
        signed() | {verify.SIGNATURE: signed()[verify.SIGNATURE].replace("v0=", "v1=")},
        signed() | {verify.TIMESTAMP: "1763870401"},
    ],
    ids=range(17),
)
def test_nothing_else_is(headers: dict[str, str]) -> None:
    """Missing, stale, early, not a number, not ASCII, for another body, by another hand."""
    assert not verify.genuine(headers, BODY, SECRET, NOW)

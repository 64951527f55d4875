"""Sealing: nothing opens but in its place, for its reader, whole; and nothing is told by what does not open."""

# One long file, because the same contexts and readers are set against one another throughout.

import copy
import json
import pickle
import traceback
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, permutations, product
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.sight import HOLDS
from storage import known_answers
from storage.padding import BUCKETS, fields, pad, unpad
from storage.sealing import (
    LONGEST,
    CannotOpen,
    Context,
    Key,
    Purpose,
    Reader,
    Role,
    SelfTestFailed,
    TooLong,
    _wrapping,
    key_id_of,
    new_key,
    seal,
    self_test,
    unseal,
    unwrap,
    wrap,
)

VECTORS = Path(__file__).parent / "vectors"
KEY = Key("0011223344556677", bytes(range(32)))
EPOCH = Key("8899aabbccddeeff", bytes(range(32, 64)))
HERE = Context(tenant="t", name="n", scope="s", row="r", version=1)
ME = Reader(tenant="t", person="p", role="employee", purpose=Purpose.OWN)
WORDS = "The seal does not open."

texts = st.text(alphabet=st.characters(), max_size=12)
named = texts.filter(bool)
contexts = st.builds(
    Context, tenant=named, name=named, scope=texts, row=texts, version=st.integers(0, 2**63 - 1)
)
# Letters, because they are also the marks of the kinds that `fields` tells apart.
values = st.lists(
    st.text("sbi\0", max_size=3) | st.sampled_from([b"", b"s", b"b", b"bs", b"i"]) | st.integers(-2, 2),
    max_size=4,
)
plaintexts = st.binary(max_size=5000)
pairs_held = [(role, purpose) for role in Role for purpose in sorted(HOLDS[role])]


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text())


def refused(attempt: Callable[..., object], *given: object) -> bool:
    """Whether it fails in the one way that tells nothing; any other error is the test's failure."""
    try:
        attempt(*given)
    except CannotOpen as error:
        return str(error) == WORDS and not error.args and error.__cause__ is None
    return False


@pytest.mark.parametrize("vector", vectors("rfc8452.json")["vectors"], ids=map(str, range(22, 46)))
def test_the_cipher_is_the_one_of_rfc_8452(vector: dict[str, str]) -> None:
    """All published answers for 256-bit keys, both ways."""
    cipher = AESGCMSIV(bytes.fromhex(vector["key"]))
    nonce, data, plaintext, result = (
        bytes.fromhex(vector[part]) for part in ("nonce", "data", "plaintext", "result")
    )
    assert cipher.encrypt(nonce, plaintext, data) == result
    assert cipher.decrypt(nonce, result, data) == plaintext


def test_the_self_test_accepts_this_machine_and_refuses_a_cipher_that_errs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GCM stands in for a faulty GCM-SIV: a real cipher, with other answers."""
    self_test()
    monkeypatch.setattr(known_answers, "AESGCMSIV", AESGCM)
    with pytest.raises(SelfTestFailed):
        self_test()


def test_what_was_ever_sealed_opens_for_ever() -> None:
    """Envelopes and grants of format 1, made once; the same nonces make the same bytes again."""
    frozen = vectors("envelopes_1.json")
    key, epoch = Key(**_raw(frozen["key"])), Key(**_raw(frozen["epoch"]))
    for one in frozen["sealed"]:
        sealed, context = bytes.fromhex(one["sealed"]), Context(**one["context"])
        assert key_id_of(sealed) == key.id
        assert unseal(key, context, sealed).decode() == one["plaintext"]
        assert seal(key, context, one["plaintext"].encode(), chance=_always(sealed[10:22])) == sealed
    for one in frozen["grants"]:
        reader = Reader(**{**one["reader"], "purpose": Purpose(one["reader"]["purpose"])})
        wrapped = bytes.fromhex(one["wrapped"])
        assert key_id_of(wrapped) == epoch.id
        assert unwrap(epoch, reader, one["scope"], one["generation"], wrapped) == key


def _always(nonce: bytes) -> Callable[[int], bytes]:
    return lambda _: nonce


def _raw(key: dict[str, str]) -> dict[str, Any]:
    return {"id": key["id"], "secret": bytes.fromhex(key["secret"])}


@given(context=contexts, plaintext=plaintexts)
@example(context=HERE, plaintext=b"")
@example(context=HERE, plaintext=b"\0" * 252)
@example(context=HERE, plaintext=b"\0" * LONGEST)
def test_what_is_sealed_opens_in_its_place(context: Context, plaintext: bytes) -> None:
    """Zeros at the end, nothing at all, and the longest: what comes back is what was given."""
    assert unseal(KEY, context, seal(KEY, context, plaintext)) == plaintext


@given(one=contexts, other=contexts, plaintext=plaintexts)
def test_no_context_opens_for_another(one: Context, other: Context, plaintext: bytes) -> None:
    """Any two contexts that are not equal."""
    assume(one != other)
    assert refused(unseal, KEY, other, seal(KEY, one, plaintext))


@given(context=contexts, data=st.data())
def test_a_change_of_any_one_field_closes_the_seal(context: Context, data: st.DataObject) -> None:
    """Another row, column, agreement, tenant or version."""
    name = data.draw(st.sampled_from(["tenant", "name", "scope", "row", "version"]))
    value = data.draw(st.integers(0, 2**63 - 1) if name == "version" else named)
    changes: dict[str, Any] = {name: value}
    other = replace(context, **changes)
    assume(other != context)
    assert refused(unseal, KEY, other, seal(KEY, context, b"text"))


@given(joined=st.text("as", min_size=4, max_size=20) | st.text(min_size=4, max_size=20), data=st.data())
def test_letters_moved_between_neighbouring_fields_close_the_seal(joined: str, data: st.DataObject) -> None:
    """The same letters in the same order, cut at other places."""
    one, other = (data.draw(_cut(joined)) for _ in range(2))
    assume(one != other)
    assert refused(unseal, KEY, other, seal(KEY, one, b"text"))


@st.composite
def _cut(draw: st.DrawFn, joined: str) -> Context:
    first = draw(st.integers(1, len(joined) - 1))
    second = draw(st.integers(first + 1, len(joined)))
    third = draw(st.integers(second, len(joined)))
    ends = (0, first, second, third, len(joined))
    tenant, name, scope, row = (joined[start:end] for start, end in pairwise(ends))
    return Context(tenant=tenant, name=name, scope=scope, row=row, version=1)


def test_of_four_hundred_contexts_alike_none_opens_for_any_other() -> None:
    """Every ordered pair, well over 100,000 of them, of contexts chosen to run into one another."""
    # "s" is what marks a text among the authenticated fields, so these run into one another as far as texts can.
    short = ("", "a", "s", "sa")
    all_of_them = [
        Context(tenant=tenant, name=name, scope=scope, row=row, version=version)
        for tenant, name, scope, row, version in product(
            ("a", "as", "asa"), ("a", "s", "sa"), short, short, (0, 1, 2)
        )
    ]
    sealed = {context: seal(KEY, context, b"text") for context in all_of_them}
    opened = [
        (one, other)
        for one, other in permutations(all_of_them, 2)
        if not refused(unseal, KEY, other, sealed[one])
    ]
    assert opened == []


@given(one=values, other=values)
def test_no_two_lists_make_the_same_bytes(
    one: list[str | bytes | int], other: list[str | bytes | int]
) -> None:
    """What is authenticated, indexed and derived from, could be read back from its bytes."""
    same = [(type(value), value) for value in one] == [(type(value), value) for value in other]
    assert (fields(*one) == fields(*other)) == same


@pytest.mark.parametrize("which", ["sealed", "wrapped"])
def test_any_flipped_bit_any_cut_and_any_addition_closes_the_seal(which: str) -> None:
    """Every single bit and every length, with one error and one message."""
    cases: dict[str, tuple[Callable[..., object], tuple[Any, ...], bytes]] = {
        "sealed": (unseal, (KEY, HERE), seal(KEY, HERE, b"text")),
        "wrapped": (unwrap, (EPOCH, ME, "s", 1), wrap(EPOCH, ME, "s", 1, KEY)),
    }
    attempt, place_of, whole = cases[which]
    flipped = (
        whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
        for place, bit in product(range(len(whole)), range(8))
    )
    cut = [whole[:length] for length in range(len(whole))] + [
        whole[length:] for length in range(1, len(whole))
    ]
    longer = [whole + bytes([extra]) for extra in range(256)] + [b"\1" + whole, whole + whole]
    kept = [altered for altered in (*flipped, *cut, *longer) if not refused(attempt, *place_of, altered)]
    assert kept == []


@given(given_instead=st.binary(max_size=400))
def test_whatever_else_is_given_does_not_open(given_instead: bytes) -> None:
    """Bytes that were never sealed."""
    assert refused(unseal, KEY, HERE, given_instead)
    assert refused(unwrap, EPOCH, ME, "s", 1, given_instead)


def test_no_other_key_opens() -> None:
    """Another id, the same id with another secret, the same secret with another id."""
    sealed = seal(KEY, HERE, b"text")
    for other in (new_key(), Key(KEY.id, new_key().secret), Key(new_key().id, KEY.secret)):
        assert refused(unseal, other, HERE, sealed)
        # Even when the id in the envelope is made to fit.
        forged = sealed[:2] + bytes.fromhex(other.id) + sealed[10:]
        assert refused(unseal, other, HERE, forged)


def test_a_value_of_an_unknown_format_names_no_key() -> None:
    """Neither a later version nor another algorithm is guessed at."""
    sealed = seal(KEY, HERE, b"text")
    for head in (b"\0\1", b"\2\1", b"\1\0", b"\1\2"):
        assert refused(key_id_of, head + sealed[2:])


def test_a_grant_opens_for_its_reader_alone() -> None:
    """Every ordered pair of readers, scopes, generations and epochs; letters moved between fields among them."""
    later = Key("ffeeddccbbaa9988", bytes(range(64, 96)))
    made = [
        (epoch, Reader(tenant=tenant, person=person, role=role, purpose=purpose), scope, generation)
        for epoch, (tenant, person), (role, purpose), scope, generation in product(
            (EPOCH, later), (("t", "p"), ("tp", ""), ("t", "q")), pairs_held, ("s", ""), (1, 2)
        )
    ]
    wrapped = [wrap(*grant, KEY) for grant in made]
    opened = [
        (one, other)
        for one, other in permutations(range(len(made)), 2)
        if not refused(unwrap, *made[other], wrapped[one])
    ]
    assert opened == []
    assert all(unwrap(*grant, sealed) == KEY for grant, sealed in zip(made, wrapped, strict=True))


def test_the_key_of_a_grant_is_its_readers_own() -> None:
    """Not only what is authenticated: the wrapping key itself differs for every person, role and purpose."""
    readers = [
        Reader(tenant=tenant, person=person, role=role, purpose=purpose)
        for (tenant, person), (role, purpose) in product((("t", "p"), ("tp", ""), ("t", "q")), pairs_held)
    ]
    assert len({_wrapping(epoch, reader) for epoch in (EPOCH, KEY) for reader in readers}) == 2 * len(readers)


def test_an_epoch_made_to_look_like_another_opens_nothing() -> None:
    """The epoch's id in the grant is authenticated, and so is its secret."""
    wrapped = wrap(EPOCH, ME, "s", 1, KEY)
    other = new_key()
    assert refused(unwrap, other, ME, "s", 1, wrapped[:2] + bytes.fromhex(other.id) + wrapped[10:])
    assert refused(unwrap, Key(other.id, EPOCH.secret), ME, "s", 1, wrapped)


@pytest.mark.parametrize("role", ["committee", "hr", "admin", "administrator", "", "Employee", "employee "])
def test_a_role_outside_the_agreement_cannot_be_made(role: str) -> None:
    """Committee, HR and administrator have no grants because they cannot be readers at all."""
    for purpose in Purpose:
        with pytest.raises(ValueError, match=r"Role|reader"):
            Reader(tenant="t", person="p", role=role, purpose=purpose)


def test_a_reader_can_only_be_made_for_what_the_visibility_matrix_gives() -> None:
    """A leader who reads the employee's own answers is not a thing that can be said."""
    possible = set()
    for role, purpose in product(Role, Purpose):
        try:
            Reader(tenant="t", person="p", role=role, purpose=purpose)
        except ValueError:
            continue
        possible.add((role, purpose))
    assert possible == set(pairs_held)
    assert ("leader", "own") not in possible


def test_sizes_take_five_values_at_most() -> None:
    """Over all lengths up to 60,000 bytes, and at each edge; grants have one size."""
    edges = [size - 4 + step for size in BUCKETS[:-1] for step in (-1, 0, 1)]
    lengths = [*range(0, 60_001, 61), *edges, 60_000]
    sizes = {len(seal(KEY, HERE, bytes(length))) for length in lengths}
    assert sizes == {size + 38 for size in (256, 1024, 4096, 16384, 65536)}
    assert {
        len(wrap(EPOCH, replace(ME, person="p" * length), "s" * length, length, KEY)) for length in range(99)
    } == {78}


def test_too_long_is_said_and_never_cut() -> None:
    """One byte more than fits; the message holds nothing of the text."""
    with pytest.raises(TooLong) as caught:
        seal(KEY, HERE, b"secret words" * 6000)
    assert str(caught.value) == "More than 65532 bytes cannot be sealed in one piece."
    with pytest.raises(TooLong):
        seal(KEY, HERE, bytes(LONGEST + 1))


@given(
    padded=st.binary(max_size=300)
    | st.binary(min_size=252, max_size=252).map(lambda tail: b"\0\0\0\xf0" + tail)
)
def test_only_what_pad_makes_is_unpadded(padded: bytes) -> None:
    """A length that lies, another size, or something where the zeros belong."""
    try:
        plaintext = unpad(padded)
    except ValueError:
        return
    assert pad(plaintext) == padded


def _related(one: bytes, other: bytes, first: bytes, second: bytes) -> bool:
    """Whether the difference of two ciphertexts is, in any block, the difference of the plaintexts."""
    blocks = range(0, len(first) - 15, 16)
    return any(_difference(one, other, at) == _difference(first, second, at) for at in blocks)


def _difference(one: bytes, other: bytes, at: int) -> bytes:
    return bytes(a ^ b for a, b in zip(one[at : at + 16], other[at : at + 16], strict=True))


@given(one=st.binary(max_size=252), other=st.binary(max_size=252))
def test_a_nonce_that_comes_twice_tells_only_equal_from_different(one: bytes, other: bytes) -> None:
    """A broken source of chance; plain GCM, tried as control, tells the difference of the two plaintexts."""
    assume(one != other)

    def stuck(size: int) -> bytes:
        return bytes(size)

    first, second = (seal(KEY, HERE, text, chance=stuck) for text in (one, other))
    assert first == seal(KEY, HERE, one, chance=stuck)
    assert first != seal(KEY, replace(HERE, row="r2"), one, chance=stuck)
    assert first[22:] != second[22:]
    assert not _related(first[22:], second[22:], pad(one), pad(other))
    weak = AESGCM(KEY.secret)
    first, second = (weak.encrypt(bytes(12), pad(text), None) for text in (one, other))
    assert _related(first, second, pad(one), pad(other))


def test_nonces_and_keys_are_not_repeated() -> None:
    """Equal plaintexts in the same place, sealed twice, look different."""
    assert len({seal(KEY, HERE, b"text")[10:22] for _ in range(500)}) == 500
    assert len({key for _ in range(100) for key in (new_key().id, new_key().secret)}) == 200


def test_no_secret_is_shown_written_out_or_carried_by_an_error() -> None:
    """By repr, str, format, pickle, copy or a traceback, as bytes, hexadecimal or escapes."""
    key = new_key()
    secret, hidden = key.secret, (key.secret.hex(), repr(key.secret)[2:-1])
    shown = [repr(key), str(key), f"{key}", repr([key]), repr({"key": key})]
    for attempt in (
        lambda: unseal(key, HERE, seal(new_key(), HERE, b"the words")),
        lambda: unseal(key, replace(HERE, row="other"), seal(key, HERE, b"the words")),
        lambda: seal(key, HERE, b"the words" * 9000),
        lambda: Key(key.id, secret + b"x"),
        lambda: Key("no id", secret),
        lambda: pickle.dumps(key),
        lambda: copy.deepcopy(key),
        lambda: copy.copy(key),
    ):
        with pytest.raises((CannotOpen, ValueError, TypeError)) as caught:
            attempt()
        chain = traceback.TracebackException.from_exception(caught.value)
        shown += [str(caught.value), repr(caught.value), *(str(line) for line in _said(chain))]
    assert not [text for text in shown for part in (*hidden, "the words") if part in text]


def _said(chain: traceback.TracebackException | None) -> list[str]:
    """What the errors themselves say, without the lines of source code."""
    return [] if chain is None else [*chain.format_exception_only(), *_said(chain.__context__)]


@pytest.mark.parametrize(
    ("id", "secret"),
    [("", bytes(32)), ("00", bytes(32)), ("0" * 16, b""), ("0" * 16, bytes(31)), ("AA" * 8, bytes(32))],
)
def test_what_is_no_key_is_not_made_into_one(id: str, secret: bytes) -> None:
    """A short secret would seal weakly; an id in another spelling would be looked up in vain."""
    with pytest.raises(ValueError, match="Not a key"):
        Key(id, secret)


@pytest.mark.parametrize("empty", [{"tenant": ""}, {"name": ""}], ids=["tenant", "name"])
def test_a_context_that_binds_to_nothing_is_refused(empty: dict[str, Any]) -> None:
    """Without tenant or name, values of two tenants could change places."""
    with pytest.raises(ValueError, match="names its tenant"):
        replace(HERE, **empty)

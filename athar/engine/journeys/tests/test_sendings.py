"""What phones send is read strictly: whatever else arrives is refused in words, and never fails."""

import base64
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.journeys.sendings import MOST, Marked, NotASending, is_signed, read_sending

NONCE = "0b4cf0a2-5d0e-4f6b-9a53-1f2e3d4c5b6a"
MARK = {"nonce": NONCE, "seat": 12, "leaves": False, "at": "2026-03-01T18:03:11Z"}
WHOLE = {"device": 7, "sent_at": "2026-03-01T18:20:04.120Z", "marks": [MARK]}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WHOLE, *MARK, "code"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def read(**changes):
    return read_sending(json.dumps(WHOLE | changes).encode())


def marked(**changes):
    return read(marks=[MARK | changes]).marks[0]


def signed(key, body):
    first, second = decode_dss_signature(key.sign(body, ECDSA(SHA256())))
    return base64.b64encode(first.to_bytes(32) + second.to_bytes(32)).decode()


def test_a_sending_is_read_with_its_marks():
    sent = read()
    assert (sent.device, sent.sent_at) == (7, datetime(2026, 3, 1, 18, 20, 4, 120_000, tzinfo=UTC))
    assert sent.marks == (Marked(UUID(NONCE), False, datetime(2026, 3, 1, 18, 3, 11, tzinfo=UTC), 12),)


def test_where_a_code_was_shown_the_seat_is_the_codes():
    assert (marked(code="A1.9.1.k").seat, marked(code="A1.9.1.k").code) == (None, "A1.9.1.k")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"nonce": "7"}, "nonce"), ({"nonce": None}, "nonce"), ({"seat": "12"}, "seat"), ({"seat": True}, "seat"), ({"seat": 0}, "seat"),
        ({"seat": None}, "neither"), ({"seat": 2**60}, "seat"), ({"leaves": "no"}, "leaves"), ({"code": 7}, "code"), ({"code": "A" * 101}, "code"),
        ({"at": "18:03"}, "at"), ({"at": "2026-03-01T18:03:11"}, "offset"), ({"at": 7}, "at"),
    ],
)  # fmt: skip
def test_a_mark_that_is_none_is_refused_and_where_is_said(change, where):
    with pytest.raises(NotASending, match=where):
        marked(**change)


@pytest.mark.parametrize("marks", [None, [], {}, [7], [MARK] * (MOST + 1)])
def test_a_sending_holds_some_marks_and_not_too_many(marks):
    with pytest.raises(NotASending):
        read(marks=marks)


@given(anything)
def test_whatever_arrives_is_read_or_refused(found):
    for whole in (found, WHOLE | {"marks": found}, WHOLE | {"marks": [found]}):
        try:
            read_sending(json.dumps(whole).encode())
        except NotASending:
            continue


@given(st.binary(max_size=40))
def test_bytes_that_are_no_text_are_refused(body):
    with pytest.raises(NotASending):
        read_sending(body)


def test_only_whoever_holds_the_phones_key_signs_for_it():
    key, other = (generate_private_key(SECP256R1()) for _number in range(2))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    body = json.dumps(WHOLE).encode()
    assert is_signed(body, signed(key, body), key=public)
    assert not is_signed(body + b" ", signed(key, body), key=public)
    assert not is_signed(body, signed(other, body), key=public)
    for nonsense in ("", "§", "AAAA", base64.b64encode(bytes(64)).decode()):
        assert not is_signed(body, nonsense, key=public)

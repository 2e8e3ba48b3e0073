from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import BadSignature, Checkpoint, Malformed, parse, sign, sign_note
from athar.analytics.proofs.tests.cast import NOURA, OMAR

ROOT = sha256(b"").digest()
NOON = datetime(2023, 6, 1, 12, tzinfo=timezone(timedelta(hours=3)))
HEAD = Checkpoint("athar.example/ledger", 300, ROOT, NOON)
TIMES = st.none() | st.datetimes(datetime(1000, 1, 3), datetime(9999, 12, 30), timezones=st.just(NOON.tzinfo))
LINES = st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32), min_size=1).filter(
    lambda line: not line.startswith("time ")
)


def test_a_head_is_origin_size_root_and_time():
    assert (
        HEAD.text()
        == "athar.example/ledger\n300\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2023-06-01T09:00:00Z\n"
    )


@settings(max_examples=25, deadline=None)
@given(
    LINES,
    st.integers(0, 2**62),
    st.binary(min_size=32, max_size=32),
    TIMES,
    st.lists(LINES, max_size=2).map(tuple),
)
def test_a_signed_head_is_read_back_as_it_was(origin, size, root, at, extensions):
    head = Checkpoint(origin, size, root, at, extensions)
    assert parse(sign(head, NOURA), [NOURA.public]) == head


def test_a_head_of_another_log_has_no_time():
    note = sign_note("go.sum database tree\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", OMAR)
    head = parse(note, [OMAR.public])
    assert (head.origin, head.size, head.at, head.extensions) == ("go.sum database tree", 5, None, ())


def test_a_head_signed_by_somebody_else_or_changed_since_is_refused():
    note = sign(HEAD, NOURA)
    with pytest.raises(BadSignature, match="is signed by"):
        parse(note, [OMAR.public])
    with pytest.raises(BadSignature, match="is not over this text"):
        parse(note.replace("300", "301"), [NOURA.public])


@pytest.mark.parametrize(
    "lines",
    [
        ["athar", "300"],
        ["athar", "0300", "ROOT"],
        ["athar", "-1", "ROOT"],
        ["athar", "٣٠٠", "ROOT"],
        ["athar", "3e2", "ROOT"],
        ["athar", "9" * 30, "ROOT"],
        ["athar", "300", "ROOT="],
        ["athar", "300", "AAAA"],
        ["athar", "300", "not base64"],
        ["", "300", "ROOT"],
        ["athar", "300", "ROOT", "", "more"],
        ["athar", "300", "ROOT", "time 2023-13-01T09:00:00Z"],
        ["athar", "300", "ROOT", "more", "time 2023-06-01T09:00:00Z"],
    ],
)
def test_a_signed_text_that_is_no_head_is_refused(lines):
    text = "\n".join(lines).replace("ROOT", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") + "\n"
    with pytest.raises(Malformed, match="is no tree head"):
        parse(sign_note(text, NOURA), [NOURA.public])


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"origin": ""}, "lines that are not empty"),
        ({"origin": "two\nlines"}, "lines that are not empty"),
        ({"extensions": ("",)}, "lines that are not empty"),
        ({"extensions": ("time 2023-06-01T09:00:00Z",)}, "given as `at`"),
        ({"size": -1}, "size of 0 or more"),
        ({"root": b"short"}, "not 300 and 5 bytes"),
        ({"at": datetime(2023, 6, 1)}, "lacks its time zone"),
    ],
)
def test_a_head_that_cannot_be_written_cannot_be_made(parts, message):
    with pytest.raises(ValueError, match=message):
        Checkpoint(**{"origin": "athar", "size": 300, "root": ROOT, "at": NOON.astimezone(UTC), **parts})

"""A sealed stream opens whole with its passphrase, and not at all in any other case."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.cli.backups import sealing
from athar.cli.backups.faults import BadArchive

PHRASE = "five words easy to keep"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Small chunks and a cheap key: the same path, many times."""
    monkeypatch.setattr(sealing, "CHUNK", 8)
    monkeypatch.setattr(sealing, "COST", 1)


def sealed(content, *, piece=5):
    target = io.BytesIO()
    writer = sealing.SealedWriter(target, PHRASE)
    for start in range(0, len(content), piece):
        writer.write(content[start : start + piece])
    writer.close()
    return target.getvalue()


def opened(stream, passphrase=PHRASE):
    reader = sealing.SealedReader(io.BytesIO(stream), passphrase)
    content = b""
    while piece := reader.read(3):
        content += piece
    return content


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(1, 20))
def test_what_was_sealed_opens_as_it_was(content, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "CHUNK", 8)
        patch.setattr(sealing, "COST", 1)
        assert opened(sealed(content, piece=piece)) == content


def test_nothing_of_the_content_can_be_seen():
    assert b"identity" not in sealed(b"identity " * 10)


def test_another_passphrase_does_not_open_it():
    with pytest.raises(BadArchive, match="passphrase does not open it"):
        opened(sealed(b"something"), "five words easy to guess")


def test_a_stream_cut_anywhere_does_not_open():
    stream = sealed(bytes(range(30)))
    for length in range(len(stream)):
        with pytest.raises(BadArchive):
            opened(stream[:length])


def test_one_bit_changed_anywhere_does_not_open():
    stream = sealed(bytes(range(20)))
    for place in range(len(sealing.MAGIC), len(stream)):
        changed = bytearray(stream)
        changed[place] ^= 0x80 if place == len(sealing.MAGIC) + sealing.SALT else 1
        with pytest.raises(BadArchive):
            opened(bytes(changed))


def test_chunks_cannot_change_places():
    stream = sealed(bytes(range(24)))
    start, step = len(sealing.MAGIC) + sealing.SALT + 1 + sealing.PREFIX, 8 + sealing.TAG
    first, second, rest = (
        stream[start : start + step],
        stream[start + step : start + 2 * step],
        stream[start + 2 * step :],
    )
    with pytest.raises(BadArchive):
        opened(stream[:start] + second + first + rest)

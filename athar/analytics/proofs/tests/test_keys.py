import hashlib
import stat
import threading

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from athar.analytics.proofs import PublicKey, SigningKey, load_or_create
from athar.analytics.proofs.keeping import _create
from athar.analytics.proofs.tests.cast import NOURA, OMAR

NAME = "athar.example/ledger"


def test_the_published_keys_of_other_logs_are_read():
    key = PublicKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\n")
    assert (key.name, key.id.hex(), len(key.raw)) == ("sum.golang.org", "033de0ae", 32)


def test_a_key_id_is_the_start_of_the_hash_of_name_type_and_key():
    # RFC 8032, section 7.1, test 1
    private = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    raw = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    key = SigningKey(NAME, private)
    assert key.public == PublicKey(NAME, raw)
    assert key.public.id == hashlib.sha256(b"athar.example/ledger\n\x01" + raw).digest()[:4]
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a")


def test_a_public_key_survives_being_written_and_read():
    assert PublicKey.parse(str(NOURA.public)) == NOURA.public
    assert str(NOURA.public).startswith(f"{NAME}+")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "athar.example/ledger",
        str(NOURA.public)[:-4],
        str(NOURA.public).replace("athar", "omar"),
        str(NOURA.public).replace("+A", "+B"),
        "a+00000000+AQ==",
        "a b" + str(NOURA.public),
        "\ud800" + str(NOURA.public),
    ],
)
def test_what_is_no_whole_verifier_key_is_refused(text):
    with pytest.raises(ValueError, match=r"is no (Ed25519 )?verifier key"):
        PublicKey.parse(text)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nbreak", "مسافة\u00a0عريضة"])
def test_a_name_that_would_break_a_signature_line_is_refused(name):
    with pytest.raises(ValueError, match="cannot be a key's name"):
        SigningKey(name, NOURA.private)


def test_a_signature_holds_for_its_key_and_message_only():
    signature = NOURA.sign(b"72347")
    assert NOURA.public.verifies(signature, b"72347")
    assert not NOURA.public.verifies(signature, b"72348")
    assert not OMAR.public.verifies(signature, b"72347")
    assert not NOURA.public.verifies(b"short", b"72347")


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "made" / "signing.key"
    key = load_or_create(path, NAME)
    assert load_or_create(path, NAME).public == key.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_whoever_comes_second_takes_the_key_of_the_first(tmp_path):
    path = tmp_path / "signing.key"
    _create(path)
    first = path.read_bytes()
    _create(path)  # as a process does that saw no file a moment ago
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_many_that_start_together_end_with_one_key(tmp_path):
    path, start, found = tmp_path / "signing.key", threading.Barrier(8), []

    def run():
        start.wait()
        found.append(load_or_create(path, NAME).public)

    threads = [threading.Thread(target=run) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(found) == 8
    assert set(found) == {load_or_create(path, NAME).public}


def test_a_key_that_everybody_may_read_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "signing.key"
    load_or_create(path, NAME)
    path.chmod(0o644)
    with pytest.raises(ValueError, match=f"run: chmod 600 {path}"):
        load_or_create(path, NAME)


def pem(key, encryption=None):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        encryption or serialization.NoEncryption(),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no private key we can read"),
        (pem(NOURA.private)[:60], "no private key we can read"),
        (pem(NOURA.private, serialization.BestAvailableEncryption(b"secret")), "no private key we can read"),
        (pem(X25519PrivateKey.from_private_bytes(b"x" * 32)), "a key of another kind"),
    ],
)
def test_a_file_that_holds_no_such_key_is_refused_and_left_alone(tmp_path, content, message):
    path = tmp_path / "signing.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ValueError, match=message):
        load_or_create(path, NAME)
    assert path.read_bytes() == content

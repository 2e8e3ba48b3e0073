from hashlib import sha256

import pytest

from athar.analytics.proofs import commit, new_salts

OPENING = {"person": "سارة", "gender": "female"}


def test_a_commitment_is_the_hash_of_salt_and_canonical_opening():
    salt = bytes(range(16))
    assert commit(salt, OPENING) == sha256(salt + '{"gender":"female","person":"سارة"}'.encode()).digest()


def test_the_same_person_under_two_salts_cannot_be_recognised():
    one, other = new_salts(2)
    assert commit(one, OPENING) != commit(other, OPENING)


def test_salts_are_sixteen_bytes_and_never_the_same():
    salts = new_salts(1_000)
    assert {len(salt) for salt in salts} == {16}
    assert len(set(salts)) == 1_000
    assert new_salts(0) == []


@pytest.mark.parametrize("salt", [b"", b"x" * 15, b"x" * 17])
def test_a_salt_of_another_length_is_refused(salt):
    with pytest.raises(ValueError, match=f"the salt has {len(salt)} bytes instead of 16"):
        commit(salt, OPENING)

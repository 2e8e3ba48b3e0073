"""Signed notes: what others wrote is read, and nothing that was changed is believed."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.proofs import BadSignature, Malformed, PublicKey, open_note, sign_note
from athar.analytics.proofs.tests.cast import KHALID, NOURA, OMAR

TEXT = "منتدى الرياض\n\nthree hundred records\n"
LINES = st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32), min_size=1)


def test_the_example_of_the_reference_implementation_is_accepted():
    key = PublicKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    assert open_note(f"{text}\n{line}", [key]) == (text, [key])


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES | st.just(""), max_size=4), LINES)
def test_a_note_opens_to_its_text(lines, last):
    text = "\n".join([*lines, last]) + "\n"
    assert open_note(sign_note(text, NOURA), [OMAR.public, NOURA.public]) == (text, [NOURA.public])


def test_the_signature_line_is_dash_name_and_key_id_with_signature():
    text, line = sign_note(TEXT, NOURA).rsplit("\n\n", 1)
    dash, name, encoded = line.removesuffix("\n").split(" ")
    assert (text + "\n", dash, name) == (TEXT, "—", "athar.example/ledger")
    assert base64.b64decode(encoded) == NOURA.public.id + NOURA.private.sign(TEXT.encode())


def test_a_witness_signs_below_and_strangers_are_ignored():
    note = sign_note(TEXT, OMAR) + line_of(NOURA) + line_of(KHALID) + line_of(NOURA)
    assert open_note(note, [NOURA.public, KHALID.public]) == (TEXT, [NOURA.public, KHALID.public])


def line_of(key, text=TEXT):
    return sign_note(text, key).rpartition("\n\n")[2]


def test_a_note_that_only_strangers_signed_is_refused_and_says_who():
    with pytest.raises(
        BadSignature, match=r"signed by omar\.example/ledger, and trusted is athar\.example/ledger\+"
    ):
        open_note(sign_note(TEXT, OMAR), [NOURA.public])
    with pytest.raises(BadSignature, match="trusted is nobody"):
        open_note(sign_note(TEXT, OMAR), [])


def test_one_wrong_signature_of_a_trusted_key_spoils_the_note():
    note = sign_note(TEXT, NOURA) + line_of(KHALID, "something else\n")
    assert open_note(note, [NOURA.public])[0] == TEXT
    with pytest.raises(BadSignature, match=r"khalid\.example/witness\+\S+ is not over this text"):
        open_note(note, [NOURA.public, KHALID.public])


def test_changing_any_one_character_is_noticed():
    note = sign_note("athar\n300\n", NOURA)
    for at, sign in enumerate(note):
        for other in {"0", "x", "\n", " "} - {sign}:
            with pytest.raises((BadSignature, Malformed)):
                open_note(note[:at] + other + note[at + 1 :], [NOURA.public])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: "", "no signature"),
        (lambda _: TEXT, "is no signature line"),
        (lambda note: note.replace("\n\n", "\n"), "no signature"),
        (lambda note: note[:-1], "no signature"),
        (lambda note: note + "\n", "no signature"),
        (lambda note: note.replace("—", "-"), "is no signature line"),
        (lambda note: note.replace("\n", "\r\n"), "control characters"),
        (lambda note: note + "— khalid AAAA\n", "is no signature line"),
        (lambda note: note + "\ud800", "not Unicode"),
        (lambda note: "x" * 2_000_000 + note, "too long"),
        (lambda note: note.replace("=\n", "\n"), "is no signature line"),
    ],
)
def test_what_is_not_in_the_form_of_a_note_is_refused(spoil, message):
    with pytest.raises(Malformed, match=message):
        open_note(spoil(sign_note(TEXT, NOURA)), [NOURA.public])


@pytest.mark.parametrize("text", ["", "no end", "two ends\n\n", "tab\there\n"])
def test_a_text_that_would_not_be_read_back_is_not_signed(text):
    with pytest.raises(ValueError, match="mend it before signing"):
        sign_note(text, NOURA)

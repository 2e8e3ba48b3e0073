import base64

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core import crypto
from athar.foundation.core.fields import EncryptedTextField

NEW = base64.b64encode(b"n" * 32).decode()


@given(st.text(), st.text())
def test_what_was_sealed_opens_again(text, context):
    assert crypto.decrypt(crypto.encrypt(text, context=context), context=context) == text


def test_sealing_the_same_text_twice_gives_different_bytes():
    assert crypto.encrypt("1000000008") != crypto.encrypt("1000000008")


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(crypto.DecryptionFailed):
        crypto.decrypt(crypto.encrypt("1000000008", context="person.national_id"), context="person.phone")


def test_no_altered_byte_goes_unnoticed():
    sealed = crypto.encrypt("1000000008")
    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(crypto.DecryptionFailed):
            crypto.decrypt(altered)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 40])
def test_what_we_never_sealed_does_not_open(sealed):
    with pytest.raises(crypto.DecryptionFailed):
        crypto.decrypt(sealed)


def test_old_keys_open_old_values_and_new_ones_are_sealed_with_the_new(settings):
    sealed = crypto.encrypt("Sara")
    settings.ATHAR_OLD_ENCRYPTION_KEYS, settings.ATHAR_ENCRYPTION_KEY = [settings.ATHAR_ENCRYPTION_KEY], NEW

    assert crypto.decrypt(sealed) == "Sara"
    assert (crypto.is_current(sealed), crypto.is_current(crypto.encrypt("Sara"))) == (False, True)


def test_without_its_key_a_value_stays_shut(settings):
    sealed = crypto.encrypt("Sara")
    settings.ATHAR_ENCRYPTION_KEY = NEW

    with pytest.raises(crypto.DecryptionFailed):
        crypto.decrypt(sealed)


def test_the_look_up_hash_is_stable_keyed_and_bound_to_its_purpose(settings):
    before = crypto.lookup_hash("1000000008", purpose="national_id")

    assert before == crypto.lookup_hash("1000000008", purpose="national_id")
    assert len(before) == 32
    assert before != crypto.lookup_hash("1000000008", purpose="phone")
    assert crypto.lookup_hash("bc", purpose="a") != crypto.lookup_hash("c", purpose="ab")
    settings.ATHAR_LOOKUP_KEY = NEW
    assert before != crypto.lookup_hash("1000000008", purpose="national_id")


def test_after_a_rotation_old_hashes_are_still_found(settings):
    before = crypto.lookup_hash("1000000008")
    settings.ATHAR_OLD_LOOKUP_KEYS, settings.ATHAR_LOOKUP_KEY = [settings.ATHAR_LOOKUP_KEY], NEW

    assert crypto.lookup_hashes("1000000008") == [crypto.lookup_hash("1000000008"), before]


@pytest.mark.parametrize(
    ("key", "complaint"),
    [("not base64!", "is not base64"), (base64.b64encode(b"short").decode(), "holds 5 bytes")],
)
def test_a_wrong_key_is_named_but_not_shown(settings, key, complaint):
    settings.ATHAR_ENCRYPTION_KEY = key

    with pytest.raises(ImproperlyConfigured, match=f"ATHAR_ENCRYPTION_KEY {complaint}") as error:
        crypto.encrypt("Sara")
    assert key not in str(error.value)


@pytest.fixture
def secret():
    with isolate_apps("athar.foundation.core"):

        class Secret(models.Model):
            word = EncryptedTextField(context="secret.word", null=True)

            class Meta:
                app_label = "core"

        yield Secret


@pytest.fixture
def secrets_table(db, secret):
    with connection.schema_editor() as editor:
        editor.create_model(secret)
    return secret.objects


def test_a_sealed_field_is_plain_in_python_and_sealed_in_the_database(secrets_table):
    pk = secrets_table.create(word="١٠٠٠ سر").pk

    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM core_secret WHERE id = %s", [pk])
        stored = bytes(cursor.fetchone()[0])
    assert "سر".encode() not in stored
    assert crypto.decrypt(stored, context="secret.word") == "١٠٠٠ سر"
    assert secrets_table.get(pk=pk).word == "١٠٠٠ سر"


def test_a_sealed_field_may_be_empty_and_be_asked_for_emptiness(secrets_table):
    secrets_table.create(word=None)
    secrets_table.create(word="")

    assert list(secrets_table.order_by("pk").values_list("word", flat=True)) == [None, ""]
    assert secrets_table.filter(word__isnull=True).count() == 1


def test_a_sealed_field_cannot_be_searched(secret):
    with pytest.raises(FieldError, match="look it up by its hash"):
        secret.objects.filter(word="سر")


def test_a_sealed_field_is_not_serialised(secret):
    with pytest.raises(TypeError, match="not serialised"):
        secret._meta.get_field("word").value_to_string(secret(word="سر"))


def test_a_sealed_field_remembers_its_context_in_migrations(secret):
    _name, path, args, kwargs = secret._meta.get_field("word").deconstruct()

    assert path == "athar.foundation.core.fields.EncryptedTextField"
    assert EncryptedTextField(*args, **kwargs).context == "secret.word"

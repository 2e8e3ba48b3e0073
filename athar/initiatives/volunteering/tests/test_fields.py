"""Fields of a message stand for facts of the reader, by their names in either language, and reach into nothing."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.initiatives.volunteering.catalogue import message_templates
from athar.initiatives.volunteering.fields import FIELDS, fill, wrong_fields

VALUES = {field.code: f"<{field.code}>" for field in FIELDS}


def codes(text, *, shift=True):
    return [reason.code for reason in wrong_fields(text, shift=shift)]


def test_a_field_is_known_by_its_name_in_either_language():
    assert fill("{الاسم}: {day} {name }", VALUES) == "<name>: <day> <name>"
    assert codes("{الاسم}: {day}") == []


def test_what_is_no_field_is_named_and_what_only_a_shift_has_is_none_without_one():
    assert codes("{nam} {nam} {name.password} {0}") == ["field"] * 3
    assert (codes("{time}", shift=True), codes("{time}", shift=False)) == ([], ["field"])
    assert codes("{name") == codes("name}") == codes("{{name}}") == ["brace"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_text_that_comes_along_has_only_fields_that_are_there(language):
    for template in message_templates():
        assert codes(getattr(template, f"text_{language}"), shift=template.shift) == [], template.code


@given(st.text(alphabet=string.ascii_lowercase + "{}. ", max_size=40))
def test_a_text_without_fault_is_filled_without_a_brace_left(text):
    if not codes(text):
        assert not set(fill(text, VALUES)) & {"{", "}"}

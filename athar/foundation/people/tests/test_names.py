"""Names in the script of the reader's language."""

import pytest
from django.utils.translation import override

from athar.foundation.people.models import Person
from athar.foundation.people.rules import Sight, label


@pytest.mark.parametrize(
    ("language", "latin", "called"),
    [
        ("ar", "Sara Alzahrani", "سارة الزهراني"),
        ("en", "Sara Alzahrani", "Sara Alzahrani"),
        ("en", "", "سارة الزهراني"),
    ],
)
def test_a_person_is_called_in_the_script_of_the_language_where_the_name_is_known_in_it(
    language, latin, called
):
    sara = Person(name="سارة الزهراني", name_latin=latin)
    with override(language):
        assert (sara.called, str(sara), label(sara, Sight.FULL)) == (called, called, called)


def test_initials_are_those_of_the_name_as_it_is_read():
    with override("ar"):
        assert label(Person(name="سارة الزهراني"), Sight.MASKED) == "س. ز."
    with override("en"):
        assert label(Person(name="سارة الزهراني", name_latin="Sara Alzahrani"), Sight.MASKED) == "S. A."

"""What is held of persons, on one page and in one file."""

import pytest


@pytest.mark.parametrize("key", ["fahad", "hind", "yousef"])
def test_the_register_says_what_is_held_why_and_what_erasure_leaves(enter, key):
    page = enter(key).get("/en/workspace/privacy/").content.decode()
    assert "Register of processing" in page
    assert "Taking part in initiatives and being counted" in page
    assert "national_id_hash" in page
    assert "Replaced by a pseudonym" in page


def test_the_register_can_be_taken_away_as_a_file(enter):
    answer = enter("fahad").get("/workspace/privacy/register.csv")
    text = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="processing-register.csv"'
    assert text.splitlines()[0].startswith("الغرض,الأساس النظامي")
    assert "people.Person.phone" in text


def test_the_register_costs_the_same_queries_whatever_it_holds(pages):
    assert pages("fahad", "/workspace/privacy/") <= 12

"""Who is recognised, by exact agreement alone."""

from datetime import date

import pytest

from athar.engine.intake import operations
from athar.engine.intake.models import Import, Participant
from athar.engine.intake.tests.factories import NOON, SARA, codes, table, take_in, without
from athar.engine.ledger.models import Record
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Person
from athar.foundation.people.operations import merge
from athar.foundation.people.tests.factories import PersonFactory

BY_PHONE = without(SARA, "national_id", "birth_date")
BY_BIRTH = without(SARA, "national_id", "phone")


@pytest.mark.parametrize(
    ("known", "row", "is_known"),
    [
        ({"national_id": SARA["national_id"], "name": "Sara Alzahrani"}, SARA, True),
        ({"national_id": fake_national_id(9), "phone": "+966551234567"}, SARA, False),
        ({"phone": "+966551234567"}, SARA, True),
        ({"phone": "+966551234567"}, BY_PHONE, True),
        ({"phone": "+966551234567", "name": "سَارَه الزهراني"}, BY_PHONE, True),
        ({"phone": "+966551234567", "name": "سارة القرني"}, BY_PHONE, False),
        ({"phone": "+966551234567", "birth_date": date(1970, 1, 1)}, SARA, False),
        ({"birth_date": date(1998, 2, 3)}, BY_BIRTH, True),
        ({"birth_date": date(1998, 2, 4)}, BY_BIRTH, False),
    ],
    ids=[
        "same identity number, other spelling", "other identity number, same phone and name", "phone and name", "phone and name alone",
        "another spelling", "another name", "another birth date", "name and birth date", "a day off",
    ],
)  # fmt: skip
def test_a_row_is_about_a_known_person_when_all_they_say_agrees(cast, known, row, is_known):
    person = PersonFactory(**{"name": SARA["person_name"], **known})

    imported = take_in(table(row), by=cast.noura)

    assert (imported.people_known, imported.people_new) == ((1, 0) if is_known else (0, 1))
    assert Participant.objects.get(intake=imported).person == (person if is_known else None)


def test_when_two_people_fit_nobody_is_chosen(cast):
    PersonFactory.create_batch(2, name=SARA["person_name"], phone="+966551234567")

    assert codes(take_in(table(BY_PHONE), by=cast.noura)) == {2: {"person_ambiguous"}}


def test_rows_that_were_merged_are_one_person(cast):
    first, second = PersonFactory.create_batch(2, name=SARA["person_name"], phone="+966551234567")
    merge(person=second, into=first, by=cast.khalid, at=NOON)

    imported = take_in(table(BY_PHONE), by=cast.noura)
    assert Participant.objects.get(intake=imported).person == first


def test_two_identity_numbers_are_not_one_person_whose_number_we_never_knew(cast):
    PersonFactory(name=SARA["person_name"], phone="+966551234567")
    daughter = {**SARA, "national_id": fake_national_id(2), "external_id": "2"}

    assert codes(take_in(table(without(SARA, "birth_date"), without(daughter, "birth_date")), by=cast.noura)) == {
        2: {"person_ambiguous"}, 3: {"person_ambiguous"},
    }  # fmt: skip


def test_a_person_is_made_once_however_many_rows_name_them(cast):
    rows = [{**SARA, "session": f"s{number}", "external_id": f"x{number}"} for number in range(5)]
    imported = take_in(
        table(*rows, {**BY_PHONE, "session": "s9", "external_id": "x9"}), by=cast.noura, batch_size=2
    )
    before = Person.objects.count()

    operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert Person.objects.count() == before + 1
    sara = Person.objects.get(name=SARA["person_name"])
    assert (sara.national_id, sara.phone, sara.birth_date) == (
        SARA["national_id"],
        "+966551234567",
        date(1998, 2, 3),
    )
    assert Person.objects.with_national_id(SARA["national_id"]).get() == sara
    assert set(Record.objects.values_list("person", flat=True)) == {sara.pk}


def test_a_person_who_became_known_between_reading_and_posting_is_not_made_again(cast):
    imported = take_in(table(SARA), by=cast.noura)
    sara = PersonFactory(name=SARA["person_name"], national_id=SARA["national_id"])

    operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert Record.objects.get().person == sara
    assert Person.objects.filter(name=SARA["person_name"]).count() == 1


def test_a_second_person_who_could_be_meant_stops_the_posting(cast):
    PersonFactory(name="another")
    imported = take_in(table(BY_PHONE), by=cast.noura)
    PersonFactory.create_batch(2, name=SARA["person_name"], phone="+966551234567")

    with pytest.raises(operations.ApprovalRefused) as refused:
        operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert [reason.code for reason in refused.value.reasons] == ["people_changed"]
    assert (Import.objects.get().state, Record.objects.count()) == ("read", 0)


def test_what_is_known_of_a_person_fills_what_the_row_leaves_open(cast):
    PersonFactory(
        name=SARA["person_name"],
        national_id=SARA["national_id"],
        gender="female",
        birth_date=date(2007, 1, 1),
    )
    imported = take_in(table(without(SARA, "gender", "birth_date")), by=cast.noura)

    operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert Record.objects.values_list("gender", "age_group").get() == ("female", "15-17")

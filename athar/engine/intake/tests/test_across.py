"""What only the whole file, or the ledger, can tell."""

from datetime import date
from decimal import Decimal

import pytest

from athar.engine.intake.models import Row
from athar.engine.intake.tests.factories import NIGHT, NOON, SARA, codes, table, without
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import headcount, service, sheet
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.tests.factories import PersonFactory


def another(row, number, **changes):
    """The row again, as another session under another external id."""
    return {**row, "session": f"session-{number}", "external_id": f"x-{number}", **changes}


@pytest.fixture
def append(cast):
    def append(*facts):
        return post(
            list(facts), entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON
        )

    return append


@pytest.fixture
def known_sara(cast):
    return PersonFactory(name=SARA["person_name"], national_id=SARA["national_id"])


def test_an_external_id_stands_once_in_a_file(taken_in):
    imported = taken_in(table(SARA, another(SARA, 2, external_id="h-1"), another(SARA, 3)))

    assert codes(imported) == {3: {"external_id_repeated"}}
    assert Row.objects.get(line=3).reasons[0]["message_en"] == "Line 2 has the same external id."


def test_the_same_person_initiative_session_and_day_is_one_participation(taken_in):
    imported = taken_in(
        table(
            SARA,
            {**SARA, "external_id": "2"},
            {**SARA, "external_id": "3", "kind": "service", "quantity": ""},
            another(SARA, 4),
        )
    )

    assert codes(imported) == {3: {"row_repeated"}}


def test_one_person_under_two_keys_is_still_one(taken_in):
    """The first row has an identity number, the second only the phone beside the same name."""
    imported = taken_in(
        table(SARA, {**without(SARA, "national_id"), "external_id": "2", "person_name": "ساره الزهراني"})
    )

    assert codes(imported) == {3: {"row_repeated"}}
    assert (imported.people_known, imported.people_new) == (0, 1)


def test_hours_of_a_day_are_summed_over_the_file(taken_in):
    imported = taken_in(
        table(
            *(another(SARA, number, quantity="9") for number in range(3)),
            another(SARA, 4, quantity="9", occurred_on="2023-03-26"),
        )
    )

    assert codes(imported) == {2: {"hours_of_the_day"}, 3: {"hours_of_the_day"}, 4: {"hours_of_the_day"}}
    assert "27 hours" in Row.objects.get(line=2).reasons[0]["message_en"]


def test_hours_of_a_day_are_summed_with_those_of_the_ledger(taken_in, cast, append, known_sara):
    append(
        service(known_sara, cast.forum, date(2023, 3, 25), kind="hours", quantity=Decimal(21), unit="hour")
    )

    assert codes(taken_in(table(SARA))) == {2: {"hours_of_the_day"}}


def test_hours_that_were_reversed_leave_room_in_the_day(taken_in, cast, append, known_sara):
    append(
        service(known_sara, cast.forum, date(2023, 3, 25), kind="hours", quantity=Decimal(21), unit="hour")
    )
    reverse(
        record=Record.objects.get(),
        reason="entered twice",
        entered_by=cast.noura,
        approved_by=cast.khalid,
        at=NOON,
    )

    assert codes(taken_in(table(SARA))) == {}


def test_a_record_of_the_ledger_is_not_imported_twice(taken_in, cast, append, known_sara):
    append(
        service(
            known_sara, cast.ramadan, date(2023, 3, 25), kind="hours", quantity=Decimal(4), external_id="h-1"
        )
    )

    imported = taken_in(table(SARA, another(SARA, 2)))
    assert (imported.valid, imported.refused, imported.unchanged) == (1, 0, 1)


def test_an_external_id_of_the_ledger_with_other_contents_is_refused(taken_in, cast, append, known_sara):
    append(
        service(
            known_sara, cast.ramadan, date(2023, 3, 25), kind="hours", quantity=Decimal(5), external_id="h-1"
        )
    )

    assert codes(taken_in(table(SARA))) == {2: {"changed_since"}}
    assert (
        Row.objects.get().reasons[0]["message_en"]
        == "R-000000 has this external id already, with other contents."
    )


def test_a_row_without_external_id_that_the_ledger_has_is_asked_about(taken_in, cast, append, known_sara):
    append(
        service(
            known_sara, cast.ramadan, date(2023, 3, 25), kind="hours", quantity=Decimal(4), session="night-1"
        )
    )
    append(
        headcount(
            sheet(cast.noura),
            cast.ramadan,
            380,
            date(2023, 3, 25),
            session="batch-1",
            place="الموقع 1",
            region="SA-02",
        )
    )

    assert codes(taken_in(table(without(SARA, "external_id"), without(NIGHT, "external_id")))) == {
        2: {"in_the_ledger"},
        3: {"in_the_ledger"},
    }


def test_a_count_far_above_what_the_site_had_is_unusual(taken_in, cast, append):
    proof = sheet(cast.noura)
    append(
        *(
            headcount(proof, cast.ramadan, 300 + night, date(2023, 3, 23), place="الموقع 1")
            for night in range(8)
        )
    )

    imported = taken_in(
        table(
            another(NIGHT, 1, count="3,050"),
            another(NIGHT, 2, count="2,999"),
            another(NIGHT, 3, count="5500", place="الموقع 2"),
        )
    )
    assert codes(imported) == {2: {"unusual_count"}, 4: {"unusual_count"}}


def test_without_a_history_the_file_is_its_own_measure(taken_in):
    nights = [another(NIGHT, number, count=str(360 + number)) for number in range(8)]

    assert codes(taken_in(table(*nights, another(NIGHT, 9, count="38000")))) == {10: {"unusual_count"}}


def test_counts_that_differ_much_anyway_may_differ_much(taken_in):
    counts = [1, 1, 1, 1, 20, 100, 200, 250, 300]  # median 20; 10 deviations above it are 302

    assert (
        codes(
            taken_in(
                table(*(another(NIGHT, number, count=str(count)) for number, count in enumerate(counts)))
            )
        )
        == {}
    )


def test_a_few_counts_are_no_history(taken_in):
    assert (
        codes(
            taken_in(
                table(
                    *(another(NIGHT, number, count="30") for number in range(6)),
                    another(NIGHT, 7, count="9000"),
                )
            )
        )
        == {}
    )


def test_a_year_that_nobody_else_in_the_file_has_is_asked_about(taken_in, cast):
    cast.ramadan.started_in = 2001
    cast.ramadan.save()
    rows = [another(SARA, number, edition="", quantity="0.1") for number in range(120)]
    rows[60]["occurred_on"] = "2013-03-25"

    imported = taken_in(table(*rows))
    assert codes(imported) == {62: {"year_stands_out"}}
    assert "2023" in Row.objects.get(line=62).reasons[0]["message_en"]


def test_a_row_refused_only_across_the_file_keeps_what_it_said(taken_in):
    imported = taken_in(table(SARA, another(SARA, 2, external_id="h-1")))

    row = Row.objects.get(intake=imported, status="refused")
    assert dict(zip(imported.headers, row.cells, strict=True)) == {**SARA, "session": "session-2"}


def test_only_refused_rows_keep_their_text_and_it_is_sealed(taken_in):
    from django.db import connection

    taken_in(table(SARA, another(SARA, 2, quantity="25", national_id=fake_national_id(5))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT line, raw, (to_jsonb(r) - 'raw')::text FROM intake_row r ORDER BY line")
        (first, first_raw, first_text), (_, second_raw, second_text) = cursor.fetchall()

    assert (first, first_raw) == (2, None)
    assert SARA["national_id"] not in first_text
    assert fake_national_id(5) not in second_text
    assert fake_national_id(5).encode() not in bytes(second_raw)

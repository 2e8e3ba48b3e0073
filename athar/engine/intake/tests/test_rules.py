"""Every reason for which a single row is refused, each made by changing one thing in a good row."""

import pytest

from athar.engine.intake.models import Row
from athar.engine.intake.tests.factories import NIGHT, SARA, codes, table, take_in, without
from athar.foundation.core.identity import fake_national_id

WRONG = [
    ("kind_missing", SARA, {"kind": ""}),
    ("kind_unknown", SARA, {"kind": "target"}),
    ("initiative_missing", SARA, {"initiative": ""}),
    ("initiative_unknown", SARA, {"initiative": "ramadhan"}),
    ("edition_unknown", SARA, {"edition": "ramadan-1399"}),
    ("edition_of_another_initiative", SARA, {"initiative": "forum"}),
    ("organisation_unknown", SARA, {"organisation": "school-9"}),
    ("region_unknown", SARA, {"region": "SA-13"}),
    ("day_missing", SARA, {"occurred_on": ""}),
    ("date_unreadable", SARA, {"occurred_on": "ramadan"}),
    ("date_does_not_exist", SARA, {"occurred_on": "2023-02-30"}),
    ("date_calendar_unknown", SARA, {"occurred_on": "1444-09-01"}),
    ("date_out_of_range", SARA, {"occurred_on": "2203-03-25"}),
    ("future", SARA, {"edition": "", "occurred_on": "2099-03-25"}),
    ("long_ago", without(SARA, "edition", "birth_date"), {"occurred_on": "1923-03-25"}),
    ("person_missing", SARA, {"person_name": ""}),
    ("national_id_length", SARA, {"national_id": "100000001"}),
    ("national_id_kind", SARA, {"national_id": "3000000012"}),
    ("national_id_check_digit", SARA, {"national_id": "1000000011"}),
    ("phone_unreadable", SARA, {"phone": "12"}),
    ("born_afterwards", SARA, {"birth_date": "2023-03-26"}),
    ("gender_unknown", SARA, {"gender": "x"}),
    ("quantity_missing", SARA, {"quantity": ""}),
    ("hours", SARA, {"quantity": "24.5"}),
    ("hours", SARA, {"quantity": "0"}),
    ("hours", SARA, {"quantity": "-4"}),
    ("quantity_too_fine", SARA, {"quantity": "4.125"}),
    ("quantity_out_of_range", SARA, {"kind": "training", "quantity": "0"}),
    ("number_ambiguous", SARA, {"quantity": "4,5"}),
    ("number_unreadable", SARA, {"quantity": "four"}),
    ("unit_of_hours", SARA, {"unit": "minutes"}),
    ("level_unknown", SARA, {"level": "expert"}),
    ("count_of_a_person", SARA, {"count": "3"}),
    ("too_long", SARA, {"place": "م" * 121}),
    ("control_characters", SARA, {"place": "a\x07b"}),
    ("count_missing", NIGHT, {"count": ""}),
    ("count_not_whole", NIGHT, {"count": "0"}),
    ("count_not_whole", NIGHT, {"count": "380.5"}),
    ("count_not_whole", NIGHT, {"count": "-380"}),
    ("counting_method_missing", NIGHT, {"counting_method": ""}),
    ("counting_method_unknown", NIGHT, {"counting_method": "guess"}),
    ("evidence_missing", NIGHT, {"evidence": ""}),
    ("evidence_not_found", NIGHT, {"evidence": "other.txt"}),
    ("evidence_not_found", NIGHT, {"evidence": "x" * 300}),
    ("evidence_outside", NIGHT, {"evidence": "../secret.txt"}),
    ("evidence_outside", NIGHT, {"evidence": "/etc/passwd"}),
    ("evidence_unknown", NIGHT, {"evidence": "a" * 64}),
    ("headcount_of_somebody", NIGHT, {"person_name": "سارة الزهراني"}),
]
UNLIKELY = [
    ("outside_the_edition", SARA, {"occurred_on": "2023-04-21"}),
    ("before_the_initiative", SARA, {"edition": "", "occurred_on": "2022-03-25"}),
    ("name_alone", without(SARA, "national_id", "phone", "birth_date"), {}),
    ("very_old", SARA, {"birth_date": "1900-01-01"}),
    ("too_many", NIGHT, {"count": "50,001"}),
]


@pytest.fixture(autouse=True)
def secret(folder):
    (folder.parent / "secret.txt").write_text("not yours")


@pytest.mark.parametrize(
    ("code", "good", "change"), WRONG, ids=[f"{code}-{change}"[:60] for code, _, change in WRONG]
)
def test_a_row_is_refused_for_its_one_fault_and_no_explanation_would_do(taken_in, code, good, change):
    imported = taken_in(table({**good, **change}))

    row = Row.objects.get(intake=imported)
    assert (imported.valid, imported.refused, codes(imported)) == (0, 1, {2: {code}})
    assert not row.is_explainable
    assert all(
        row.reasons[0][text] for text in ("message_ar", "message_en", "remedy_ar", "remedy_en", "column")
    )


@pytest.mark.parametrize(("code", "good", "change"), UNLIKELY, ids=[code for code, _, _ in UNLIKELY])
def test_an_unlikely_row_is_refused_until_somebody_explains_it(taken_in, code, good, change):
    imported = taken_in(table({**good, **change}))

    assert codes(imported) == {2: {code}}
    assert Row.objects.get(intake=imported).is_explainable


def test_the_good_rows_these_are_made_of_are_valid(taken_in):
    imported = taken_in(table(SARA, NIGHT))

    assert (imported.state, imported.valid, imported.refused) == ("read", 2, 0)


def test_all_reasons_of_a_row_are_given_at_once(taken_in):
    imported = taken_in(
        table(
            {
                **SARA,
                "initiative": "x",
                "national_id": "12",
                "gender": "x",
                "quantity": "25",
                "occurred_on": "2099-01-01",
            }
        )
    )

    assert codes(imported) == {
        2: {
            "initiative_unknown",
            "national_id_length",
            "gender_unknown",
            "hours",
            "future",
            "outside_the_edition",
        }
    }


def test_55_million_people_are_flagged_and_refused(taken_in):
    imported = taken_in(table({**NIGHT, "count": "55,000 ألف"}))

    row = Row.objects.get(intake=imported)
    assert (row.status, row.codes()) == ("refused", {"number_has_multiplier", "too_many"})
    assert row.reasons[0]["message_en"] == "“\u206855,000 ألف\u2069” reads as 55,000,000."


def test_a_row_with_more_cells_than_headers_is_refused(taken_in):
    imported = taken_in("kind,initiative,occurred_on,place\nservice,ramadan,2023-03-25,a,b\n")

    assert "too_many_cells" in codes(imported)[2]


def test_names_of_codes_are_accepted_in_both_languages(taken_in):
    imported = taken_in(
        table(
            {
                **SARA,
                "initiative": "موسم رمضان",
                "region": "مكة المكرمة",
                "organisation": "ثانوية الأمل",
                "external_id": "1",
            },
            {
                **SARA,
                "initiative": "Ramadan Season",
                "region": "Makkah",
                "organisation": "SCHOOL-1",
                "session": "night-2",
                "external_id": "2",
            },
        )
    )

    assert (
        list(
            Row.objects.filter(intake=imported).values_list(
                "initiative__code", "region_id", "organisation__code", "status"
            )
        )
        == [
            ("ramadan", "SA-02", "school-1", "valid"),
        ]
        * 2
    )


def test_evidence_may_be_an_address_or_something_kept_already(cast, folder, taken_in):
    by_file = taken_in(table(NIGHT))
    kept = Row.objects.get(intake=by_file).evidence
    others = take_in(
        table({**NIGHT, "evidence": kept.sha256, "session": "2", "external_id": "2"},
              {**NIGHT, "evidence": "https://example.org/sheet", "session": "3", "external_id": "3"}),
        by=cast.noura,
    )  # fmt: skip

    rows = Row.objects.filter(intake=others).order_by("line")
    assert [row.evidence.title_en for row in rows] == ["sheet", "https://example.org/sheet"]
    assert rows[0].evidence == kept
    assert rows[1].evidence.media_type == "text/uri-list"


def test_without_a_folder_no_file_can_be_evidence(cast):
    assert codes(take_in(table(NIGHT), by=cast.noura)) == {2: {"evidence_not_uploaded"}}


def test_an_apostrophe_before_a_sign_is_not_part_of_the_text(taken_in):
    imported = taken_in(table({**SARA, "phone": "'+966551234567", "place": "'=1+1"}))

    row = Row.objects.select_related("participant").get(intake=imported)
    assert (row.participant.phone, row.place) == ("+966551234567", "=1+1")


def test_hours_are_of_the_general_level_unless_said_otherwise(taken_in):
    imported = taken_in(
        table(
            SARA,
            {
                **SARA,
                "level": "احترافي",
                "session": "2",
                "national_id": fake_national_id(2),
                "external_id": "2",
            },
        )
    )

    assert list(Row.objects.filter(intake=imported).values_list("level", "unit")) == [
        ("general", "hour"),
        ("professional", "hour"),
    ]

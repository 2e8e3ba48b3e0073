"""Batches, interruptions, and nothing doubled or lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athar.engine.intake import operations, reading
from athar.engine.intake.models import Import, Participant, Row
from athar.engine.intake.tests.factories import NIGHT, NOON, SARA, codes, deliver, table, take_in
from athar.foundation.core.identity import fake_national_id
from athar.foundation.core.numerals import arabic_digits


class Crash(Exception):
    pass


def many(count):
    """Rows of ten people; every seventh is wrong."""
    return [
        {**SARA, "person_name": f"متطوعة {number % 10}", "national_id": fake_national_id(number % 10), "session": f"s{number}",
         "external_id": f"x{number}", "quantity": "25" if number % 7 == 0 else "0.1"}
        for number in range(count)
    ]  # fmt: skip


def crash_after(batches):
    seen = []

    def report(progress):
        seen.append(progress)
        if len(seen) == batches:
            raise Crash

    return report


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("batches", [1, 3, 10])
def test_an_interrupted_reading_goes_on_where_it_was(cast, batches, delimiter):
    content = table(*many(95), delimiter=delimiter)
    imported = deliver(content, by=cast.noura)
    with pytest.raises(Crash):
        operations.read(imported.pk, progress=crash_after(batches), batch_size=10)
    assert Import.objects.get().state == "reading"
    assert Row.objects.count() == min(batches * 10, 95)

    again = deliver(content, by=cast.noura)
    operations.read(again.pk, batch_size=7)

    done = Import.objects.get()
    assert (again.pk, again.is_new) == (imported.pk, False)
    assert (done.state, done.total, done.valid, done.refused, done.line) == ("read", 95, 81, 14, 96)
    assert list(Row.objects.values_list("line", flat=True)) == list(range(2, 97))
    assert Participant.objects.count() == 10


def test_a_crash_inside_a_batch_leaves_no_half_of_it(cast, monkeypatch):
    imported = deliver(table(*many(30)), by=cast.noura)
    stage = reading.stage

    def crash_in_the_second(target, rows):
        refused = stage(target, rows)
        if rows[0].line > 2:
            raise Crash
        return refused

    monkeypatch.setattr(reading, "stage", crash_in_the_second)
    with pytest.raises(Crash):
        operations.read(imported.pk, batch_size=10)

    current = Import.objects.get()
    assert (Row.objects.count(), current.total, current.line) == (10, 10, 11)


def test_two_readers_do_not_double_rows(cast):
    imported = deliver(table(*many(30)), by=cast.noura)

    def meanwhile(_progress):
        if Import.objects.get().cursor < imported.size:
            operations.read(imported.pk, batch_size=10)

    with pytest.raises(reading.ReadByAnother):
        operations.read(imported.pk, progress=meanwhile, batch_size=10)
    assert list(Row.objects.values_list("line", flat=True)) == list(range(2, 32))


def test_reading_twice_changes_nothing(cast):
    imported = take_in(table(*many(10)), by=cast.noura)

    operations.read(imported.pk)

    assert (Row.objects.count(), Import.objects.get().stages.count()) == (10, 1)


def test_progress_tells_rows_share_and_the_time_left(cast):
    seen = []
    imported = deliver(table(*many(30)), by=cast.noura)
    operations.read(imported.pk, progress=seen.append, batch_size=10)

    assert [(progress.stage, progress.rows) for progress in seen] == [
        ("read", 10),
        ("read", 20),
        ("read", 30),
        ("check", 30),
    ]
    assert [progress.share for progress in seen] == sorted(progress.share for progress in seen)
    assert seen[2].share == 1
    assert seen[0].seconds_left > 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("kind;colour\n1;2\n", "headers_unknown"),
        (b"\xd0\xcf\x11\xe0", "file_format"),
        ("kind,initiative,occurred_on\n\n", "file_empty"),
        ('kind,initiative,occurred_on\n"', "file_malformed"),
    ],
)
def test_a_file_that_is_no_table_of_records_ends_refused_and_says_why(cast, content, code):
    imported = take_in(content, by=cast.noura)

    assert (imported.state, imported.problem[0]["code"], imported.total) == (
        "refused",
        code,
        0,
    )
    assert not Row.objects.exists()


def test_a_table_that_breaks_off_leaves_no_rows_behind(cast):
    imported = take_in(table(*many(20)).encode() + b'hours,"never closed\n', by=cast.noura, batch_size=5)

    assert (imported.state, imported.problem[0]["code"], Row.objects.count()) == (
        "refused",
        "file_malformed",
        0,
    )


def test_a_kept_file_that_was_changed_is_not_read(cast):
    imported = deliver(table(SARA), by=cast.noura)
    Path(imported.file.path).write_text(table(SARA, NIGHT))

    operations.read(imported.pk, at=NOON)

    current = Import.objects.get()
    assert (current.state, current.problem[0]["code"]) == ("refused", "file_changed")
    assert current.stages.get().at == NOON


def test_arabic_headers_bom_semicolons_and_arabic_digits_read_like_plain_csv(taken_in):
    arabic = {
        "النوع": "ساعات تطوع", "المبادرة": "موسم رمضان", "الدورة": "ramadan-1444", "الوردية": "night-1", "التاريخ": "٣/٩/١٤٤٤ هـ", "المنطقة": "مكة المكرمة",
        "الموقع": "الموقع 1", "الاسم": "سارة الزهراني", "رقم الهوية": arabic_digits(SARA["national_id"]), "الجوال": "٠٥٥١٢٣٤٥٦٧",
        "تاريخ الميلاد": "١٩٩٨/٠٢/٠٣", "الجنس": "أنثى", "الساعات": "٤٫٠", "الرقم المرجعي": "h-1",
    }  # fmt: skip
    fields = ("status", "kind", "initiative__code", "edition__code", "session", "occurred_on", "region_id", "place", "gender", "age_group",
              "quantity", "external_id", "participant__name", "participant__phone")  # fmt: skip
    taken_in(table(SARA))
    plain = list(Row.objects.values_list(*fields))
    Row.objects.all().delete()
    Import.objects.update(sha256="0" * 64)

    imported = taken_in("\ufeff" + table(arabic, delimiter=";"))

    assert codes(imported) == {}
    assert list(Row.objects.filter(intake=imported).values_list(*fields)) == plain


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_however_it_is_interrupted_every_row_is_there_once(cast, sizes):
    imported = deliver(table(*many(23), {"place": str(sizes)}), by=cast.noura)
    for size in sizes:
        try:
            operations.read(imported.pk, progress=crash_after(1), batch_size=size)
        except Crash:
            continue
    operations.read(imported.pk)

    assert list(Row.objects.filter(intake=imported).values_list("line", flat=True)) == list(range(2, 26))
    operations.cancel(imported=Import.objects.get(pk=imported.pk), by=cast.noura, at=NOON)

"""Two persons, all or nothing, once."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from athar.engine.intake import operations, posting
from athar.engine.intake.models import Explanation, Import, Participant, Row, Stage
from athar.engine.intake.tests.factories import NIGHT, NOON, SARA, codes, deliver, table
from athar.engine.ledger import integrity
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import RecordsPosted
from athar.foundation.core.facts import heard
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Person

WRONG = {**SARA, "session": "2", "external_id": "h-2", "quantity": "25"}
LATE = {**SARA, "session": "3", "external_id": "h-3", "occurred_on": "2023-04-21"}


def refusals(operation, **facts):
    with pytest.raises(operations.ApprovalRefused) as refused:
        operation(at=NOON, **facts)
    return {reason.code for reason in refused.value.reasons}


def test_an_approved_import_stands_in_the_ledger_in_the_order_of_the_file(taken_in, cast):
    imported = taken_in(table(NIGHT, SARA))

    with heard(RecordsPosted) as facts:
        posted = operations.approve(imported=imported, by=cast.khalid, at=NOON)

    night, hours = Record.objects.with_everything().order_by("position")
    assert (night.kind, night.headcount, night.method, night.evidence.title_en, night.place) == (
        "headcount",
        380,
        "meals",
        "sheet",
        "الموقع 1",
    )
    assert (hours.kind, str(hours.quantity), hours.person.name, hours.age_group, hours.edition.code) == (
        "hours",
        "4.00",
        "سارة الزهراني",
        "25-34",
        "ramadan-1444",
    )
    assert {(record.entered_by, record.approved_by) for record in (night, hours)} == {
        (cast.noura, cast.khalid)
    }
    assert (hours.source, hours.external_id) == (f"import:{imported.pk}:3", "h-1")
    assert (posted.state, posted.positions) == ("posted", range(2))
    assert facts == [RecordsPosted(range(2))]
    assert integrity.verify().faults == []


def test_nobody_approves_what_they_delivered(taken_in, cast):
    imported = taken_in(table(SARA))

    assert refusals(operations.approve, imported=imported, by=cast.noura) == {"own_import"}
    assert refusals(operations.reject, imported=imported, by=cast.noura, reason="x") == {"own_import"}


def test_with_a_refused_row_nothing_is_posted(taken_in, cast):
    imported = taken_in(table(SARA, WRONG))
    people = Person.objects.count()

    assert refusals(operations.approve, imported=imported, by=cast.khalid) == {"rows_refused"}
    assert (Record.objects.count(), Person.objects.count(), Import.objects.get().state) == (0, people, "read")


def test_the_reviewer_may_post_the_rest_and_that_is_written_down(taken_in, cast):
    imported = taken_in(table(SARA, WRONG))

    posted = operations.approve(imported=imported, by=cast.khalid, at=NOON, without_refused=True)

    assert (posted.posted, posted.refused) == (1, 1)
    assert list(Stage.objects.values_list("name", "by", "without_refused")) == [
        ("read", cast.noura.pk, False), ("reviewed", cast.khalid.pk, True), ("posted", cast.khalid.pk, False),
    ]  # fmt: skip
    assert codes(posted) == {3: {"hours"}}


def test_when_posting_fails_nothing_of_it_has_happened(taken_in, cast, monkeypatch):
    imported = taken_in(table(NIGHT, SARA))
    people = Person.objects.count()
    facts = posting.facts

    def break_off(*arguments):
        first, second = facts(*arguments)
        yield first
        yield second._replace(quantity=25)

    monkeypatch.setattr(posting, "facts", break_off)
    with pytest.raises(IntegrityError):
        operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert (Record.objects.count(), Person.objects.count(), Row.objects.count()) == (0, people, 2)
    assert Import.objects.get().state == "read"


def test_the_same_file_again_is_the_same_import_and_changes_nothing(taken_in, cast):
    operations.approve(imported=taken_in(table(SARA)), by=cast.khalid, at=NOON)

    again = deliver(table(SARA), by=cast.omar)
    operations.read(again.pk)

    assert (again.is_new, again.state, Import.objects.count(), Record.objects.count()) == (
        False,
        "posted",
        1,
        1,
    )
    assert refusals(operations.approve, imported=again, by=cast.khalid) == {"wrong_state"}


def test_the_same_rows_in_another_file_are_counted_as_unchanged(taken_in, cast):
    operations.approve(imported=taken_in(table(SARA, NIGHT)), by=cast.khalid, at=NOON)

    again = taken_in(table(NIGHT, SARA))

    assert (again.valid, again.refused, again.unchanged) == (0, 0, 2)
    assert refusals(operations.approve, imported=again, by=cast.khalid) == {"nothing_to_post"}


def test_a_file_that_was_cancelled_or_sent_back_may_be_delivered_again(taken_in, cast):
    operations.cancel(imported=taken_in(table(SARA)), by=cast.noura, at=NOON)
    operations.reject(imported=taken_in(table(SARA)), by=cast.khalid, at=NOON, reason="the wrong season")

    assert taken_in(table(SARA)).state == "read"
    assert sorted(Import.objects.with_state().values_list("stage_now", flat=True)) == [
        "cancelled",
        "read",
        "refused",
    ]


@pytest.mark.parametrize("end", ["approve", "cancel"])
def test_a_closed_import_keeps_no_second_copy_of_personal_data(
    taken_in, cast, end, django_capture_on_commit_callbacks
):
    imported = taken_in(table(SARA))
    path = Path(imported.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        if end == "approve":
            operations.approve(imported=imported, by=cast.khalid, at=NOON)
        else:
            operations.cancel(imported=imported, by=cast.noura, at=NOON)

    closed = Import.objects.get()
    assert (Row.objects.count(), Participant.objects.count(), path.exists(), closed.file.name) == (
        0,
        0,
        False,
        "",
    )
    assert closed.sha256 == imported.sha256


def test_a_closed_import_cannot_be_cancelled(taken_in, cast):
    imported = operations.approve(imported=taken_in(table(SARA)), by=cast.khalid, at=NOON)

    with pytest.raises(operations.CancellationRefused):
        operations.cancel(imported=imported, by=cast.noura, at=NOON)


def test_sending_back_needs_a_reason(taken_in, cast):
    assert refusals(operations.reject, imported=taken_in(table(SARA)), by=cast.khalid, reason=" ") == {
        "no_reason"
    }


def test_an_explained_row_is_posted_with_its_explanation(taken_in, cast):
    imported = taken_in(table(SARA, LATE))
    row = operations.explain(row=Row.objects.get(line=3), text=" ليلة العيد ", by=cast.noura, at=NOON)

    imported.refresh_from_db()
    assert (row.status, imported.valid, imported.refused, imported.explained) == ("valid", 2, 0, 1)
    operations.approve(imported=imported, by=cast.khalid, at=NOON)
    assert list(Record.objects.values_list("dimensions", flat=True)) == [{}, {"explanation": "ليلة العيد"}]
    assert Explanation.objects.values_list("line", "codes", "text", "by").get() == (
        3,
        ["outside_the_edition"],
        "ليلة العيد",
        cast.noura.pk,
    )


def test_55_million_explained_are_55_million_in_words_and_number(taken_in, cast):
    imported = taken_in(table({**NIGHT, "count": "55,000 ألف"}))
    operations.explain(row=Row.objects.get(), text="بث مباشر", by=cast.noura, at=NOON)

    operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert Record.objects.values_list("headcount", "dimensions").get() == (
        55_000_000,
        {"explanation": "بث مباشر"},
    )


def test_the_last_explanation_stands_and_is_counted_once(taken_in, cast):
    imported = taken_in(table(SARA, LATE))
    for text in ("first", "second"):
        operations.explain(row=Row.objects.get(line=3), text=text, by=cast.noura, at=NOON)

    imported.refresh_from_db()
    assert (imported.explained, Row.objects.get(line=3).explanation, Explanation.objects.count()) == (
        1,
        "second",
        2,
    )


@pytest.mark.parametrize(
    ("line", "text", "code"),
    [
        (2, "because", "not_explainable"),
        (3, "because", "not_explainable"),
        (4, "  ", "no_explanation"),
        (4, "x" * 501, "no_explanation"),
    ],
)
def test_an_explanation_is_of_something_unlikely_and_says_something(taken_in, cast, line, text, code):
    taken_in(table(SARA, WRONG, LATE))

    with pytest.raises(operations.ExplanationRefused) as refused:
        operations.explain(row=Row.objects.get(line=line), text=text, by=cast.noura, at=NOON)
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_after_approval_nothing_is_explained(taken_in, cast):
    imported = taken_in(table(SARA, LATE))
    operations.approve(imported=imported, by=cast.khalid, at=NOON, without_refused=True)

    with pytest.raises(operations.ExplanationRefused):
        operations.explain(row=Row.objects.get(line=3), text="late", by=cast.noura, at=NOON)


def test_a_reviewed_import_is_posted_by_a_worker_once(taken_in, cast):
    imported = taken_in(table(SARA))
    operations.review(imported=imported, by=cast.khalid, at=NOON)
    assert (Import.objects.get().state, Record.objects.count()) == ("reviewed", 0)

    for _ in range(2):
        operations.post(imported.pk)

    assert (Import.objects.get().state, Record.objects.count()) == ("posted", 1)


def test_a_name_alone_counts_once_explained_as_a_person_of_its_own(taken_in, cast):
    nameless = {
        column: text for column, text in SARA.items() if column not in {"national_id", "phone", "birth_date"}
    }
    imported = taken_in(table(nameless, {**nameless, "session": "2", "external_id": "2"}))
    for row in Row.objects.all():
        operations.explain(row=row, text="كشف قديم", by=cast.noura, at=NOON)

    operations.approve(imported=imported, by=cast.khalid, at=NOON)

    assert Record.objects.values("person").distinct().count() == 2


def test_people_of_rows_that_are_left_out_are_not_made(taken_in, cast):
    imported = taken_in(
        table(SARA, {**LATE, "person_name": "هند العمري", "national_id": fake_national_id(7), "phone": ""})
    )

    operations.approve(imported=imported, by=cast.khalid, at=NOON, without_refused=True)

    assert not Person.objects.filter(name="هند العمري").exists()

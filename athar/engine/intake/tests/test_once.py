"""Hours that count once: whoever has hours of that day already, of whichever session, gets no more unless somebody explains them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from athar.engine.intake import operations
from athar.engine.intake.models import Import, Row
from athar.engine.intake.tests.factories import NOON, SARA, codes, table, without
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import ProposalFactory, service
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Membership
from athar.foundation.people.tests.factories import PersonFactory

DAY = date(2023, 3, 25)
LISTED = without({**SARA, "external_id": "platform:a1"}, "session", "edition")
LINA = {
    **LISTED,
    "person_name": "لينا",
    "national_id": fake_national_id(2),
    "phone": "",
    "external_id": "platform:a2",
}


@pytest.fixture
def sara(cast):
    """Sara registered by herself: nobody knows her identity number."""
    return PersonFactory(name=SARA["person_name"], phone="+966551234567")


@pytest.fixture
def worked(cast):
    def worked(person, session="session-12", **changes):
        """Four hours of a shift of ours stand in the ledger."""
        fact = service(
            person,
            cast.forum,
            on=DAY,
            kind="hours",
            quantity=Decimal(4),
            unit="hour",
            level="general",
            session=session,
        )
        post([fact], entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON)

    return worked  # fmt: skip


@pytest.fixture
def listed(taken_in):
    def listed(*rows):
        return taken_in(table(*rows), hours_once=True)

    return listed


def refusals(imported, by):
    with pytest.raises(operations.ApprovalRefused) as refused:
        operations.approve(imported=imported, by=by, at=NOON)
    return refused.value.reasons


def test_hours_of_another_session_and_initiative_are_hours_of_that_day(listed, sara, worked):
    worked(sara)
    imported = listed(LISTED, {**LISTED, "occurred_on": "2023-03-26", "external_id": "platform:a3"})
    assert codes(imported) == {2: {"hours_known"}}
    [reason] = Row.objects.get(line=2).reasons
    assert reason["message_en"] == "This person already has hours of that day here: 4 in all."
    assert "هنا" in reason["message_ar"]


def test_hours_of_a_row_that_was_merged_and_hours_that_wait_are_known_too(listed, cast, sara, worked):
    other, lina = PersonFactory(name="س"), PersonFactory(name="لينا", national_id=fake_national_id(2))
    Membership.objects.create(person=sara, cluster=other, since=NOON, decided_by=cast.khalid)
    worked(other)
    ProposalFactory(initiative=cast.forum, person=lina, occurred_on=DAY, quantity=Decimal(2))
    assert codes(listed(LISTED, LINA)) == {2: {"hours_known"}, 3: {"hours_known"}}


def test_what_was_taken_back_is_not_known(listed, cast, sara, worked):
    worked(sara)
    reverse(
        record=Record.objects.get(), reason="خطأ", entered_by=cast.noura, approved_by=cast.khalid, at=NOON
    )
    assert codes(listed(LISTED)) == {}


def test_hours_of_another_open_import_are_known_whether_its_person_is_or_not(listed, cast, sara):
    first = listed(LISTED, LINA)
    assert codes(first) == {}
    longer = listed(LISTED, LINA, {**LINA, "occurred_on": "2023-03-26", "external_id": "platform:a4"})
    assert codes(longer) == {2: {"hours_known"}, 3: {"hours_known"}}
    operations.approve(imported=first, by=cast.khalid, at=NOON)
    assert Record.objects.count() == 2


def test_an_ordinary_import_names_its_sessions_and_is_not_asked(taken_in, sara, worked):
    worked(sara)
    assert codes(taken_in(table(LISTED))) == {}


def test_what_became_known_after_the_file_was_read_is_never_posted_unseen(listed, cast, sara, worked):
    imported = listed({**LINA, "occurred_on": "2023-03-26"}, LISTED)
    worked(sara)
    [reason] = refusals(imported, cast.khalid)
    with override("en"):
        assert (reason.code, str(reason.message).endswith("lines 3.")) == ("hours_known_since", True)
    assert (Record.objects.count(), Import.objects.get().state) == (1, "read")


def test_what_two_open_imports_hold_is_posted_once_though_its_person_was_new_and_it_was_explained(
    listed, cast
):
    first, second = (
        listed(LINA),
        listed(LINA, {**LINA, "occurred_on": "2023-03-26", "external_id": "platform:a4"}),
    )
    operations.explain(row=second.rows.get(line=2), text="نظنها غيرها", by=cast.noura, at=NOON)
    operations.approve(imported=first, by=cast.khalid, at=NOON)
    assert [reason.code for reason in refusals(second, cast.khalid)] == ["hours_known_since"]
    assert Record.objects.count() == 1


def test_what_became_known_between_approval_and_posting_is_not_posted_either(listed, cast, sara, worked):
    imported = listed(LISTED)
    operations.review(imported=imported, by=cast.khalid, at=NOON)
    worked(sara)
    with pytest.raises(operations.ApprovalRefused):
        operations.post(import_id=imported.pk)
    assert Record.objects.count() == 1


def test_whoever_explains_why_both_count_has_seen_it(listed, cast, sara, worked):
    worked(sara)
    imported = listed(LISTED)
    row = Row.objects.get(line=2)
    operations.explain(row=row, text="وردية ثانية مساءً", by=cast.noura, at=NOON + timedelta(minutes=1))
    operations.approve(imported=Import.objects.get(pk=imported.pk), by=cast.khalid, at=NOON)
    assert list(Record.objects.values_list("quantity", flat=True)) == [Decimal(4), Decimal(4)]

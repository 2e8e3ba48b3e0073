"""A list of hours from the national platform, held against what is known."""

from datetime import date
from decimal import Decimal

import pytest

from athar.engine.intake import operations
from athar.engine.intake.columns import layout
from athar.engine.intake.files import open_table
from athar.engine.intake.models import Import
from athar.engine.intake.queries import hours_on_their_way
from athar.engine.intake.tests.factories import deliver
from athar.engine.ledger.models import Proposal, Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import (
    NOON,
    EditionFactory,
    InitiativeFactory,
    ProposalFactory,
    service,
)
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Membership, Person
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.platform import HEADERS, ListRefused, as_records, read_list
from athar.initiatives.volunteering.reconciling import compare

SARA, OMAR, LINA = (fake_national_id(number) for number in (1, 2, 3))
HEAD = "رقم الهوية,اسم المتطوع,تاريخ التطوع,عدد الساعات,نوع التطوع,اسم الفرصة,رقم المشاركة,المدينة"


@pytest.fixture
def listed(tmp_path):
    def listed(*lines, head=HEAD):
        file = tmp_path / "list.csv"
        file.write_text("\n".join([head, *lines]))
        return read_list(open_table(file))

    return listed


@pytest.fixture
def forum(db):
    """Sara has four hours of 5 March in the ledger, and two more that wait."""
    forum, sara = InitiativeFactory(code="forum"), PersonFactory(name="سارة الزهراني", national_id=SARA)
    maker, checker = PersonFactory(), PersonFactory()
    fact = service(sara, forum, on=date(2024, 3, 5), kind="hours", quantity=Decimal(4), unit="hour")
    post([fact], entered_by=maker, entered_at=NOON, approved_by=checker, approved_at=NOON)
    ProposalFactory(initiative=forum, person=sara, occurred_on=date(2024, 3, 6), quantity=Decimal(2))
    return forum


def held(rows):
    staged = hours_on_their_way(Import.objects.all())
    return compare(rows, records=Record.objects.all(), proposals=Proposal.objects.all(), staged=staged)


def counted(compared):
    return len(compared.known), len(compared.different), len(compared.new)


def test_the_same_person_day_and_hours_are_known_whether_they_count_or_wait(forum, listed):
    read = listed(f"{SARA},سارة,2024-03-05,٤,عام,,a1,", f"{SARA},سارة,6/3/2024,2,عام,,a2,")
    compared = held(read.rows)
    assert ([row.line for row in compared.known], compared.different, compared.new) == ([2, 3], [], [])


def test_other_hours_of_that_day_are_a_difference_and_not_a_guess(forum, listed):
    [one] = held(listed(f"{SARA},سارة,2024-03-05,5,عام,,a1,").rows).different
    assert (one.row.hours, one.here, one.person.national_id) == (5, (Decimal(4),), SARA)


def test_one_record_stands_for_one_line(forum, listed):
    line = f"{SARA},سارة,2024-03-05,4,عام,,a1,"
    compared = held(listed(line, line).rows)
    assert (len(compared.known), len(compared.new)) == (1, 1)


WIDER = "رقم الهوية,اسم المتطوع,تاريخ التطوع,عدد الساعات,الجوال,تاريخ الميلاد"


@pytest.mark.parametrize("known", [{"phone": "+966551234567"}, {"birth_date": date(1998, 2, 3)}])
def test_whoever_registered_without_a_number_is_recognised_as_the_intake_does(forum, listed, known):
    registered = PersonFactory(name="عمر الغامدي", **known)
    ProposalFactory(initiative=forum, person=registered, occurred_on=date(2024, 3, 6), quantity=Decimal(2))
    line = f"{OMAR},عُمر الغامدي,2024-03-06,2,0551234567,1998-02-03"
    assert counted(held(listed(line, head=WIDER).rows)) == (1, 0, 0)
    PersonFactory(name="عمر الغامدي", **known)
    assert counted(held(listed(line, head=WIDER).rows)) == (0, 0, 1)


def test_two_numbers_are_not_both_the_one_whose_number_nobody_knows(forum, listed):
    registered = PersonFactory(name="عمر الغامدي", phone="+966551234567")
    ProposalFactory(initiative=forum, person=registered, occurred_on=date(2024, 3, 6), quantity=Decimal(2))
    lines = [f"{number},عمر الغامدي,2024-03-06,2,0551234567," for number in (OMAR, LINA)]
    assert counted(held(listed(*lines, head=WIDER).rows)) == (0, 0, 2)


def test_hours_of_any_row_of_a_human_are_theirs(forum, listed):
    sara, other = Person.objects.with_national_id(SARA).get(), PersonFactory(name="سارة")
    Membership.objects.create(person=sara, cluster=other, since=NOON, decided_by=PersonFactory())
    ProposalFactory(initiative=forum, person=other, occurred_on=date(2024, 3, 7), quantity=Decimal(3))
    lines = [f"{SARA},سارة,2024-03-{day},{hours},عام,,," for day, hours in (("05", 4), ("07", 3), ("07", 1))]
    assert counted(held(listed(*lines).rows)) == (2, 0, 1)
    other.national_id = OMAR
    other.save()
    lines = [f"{number},سارة,2024-03-07,3,عام,,," for number in (SARA, OMAR)]
    assert counted(held(listed(lines[0]).rows)) == counted(held(listed(lines[1]).rows)) == (1, 0, 0)
    assert counted(held(listed(*lines).rows)) == (1, 0, 1)


def test_hours_that_stand_in_an_open_import_are_known(forum, listed):
    lines = [f"{OMAR},عمر,2024-03-05,4,عام,,,", f"{LINA},لينا,2024-03-05,3,عام,,,"]
    march = as_records(held(listed(lines[0]).rows).new, forum)
    operations.read(deliver(march, by=PersonFactory(), hours_once=True).pk)
    compared = held(listed(*lines, f"{OMAR},عمر,2024-03-05,9,عام,,,").rows)
    assert ([row.line for row in compared.known], [row.line for row in compared.new]) == ([2], [3, 4])
    [one] = held(listed(f"{OMAR},عمر,2024-03-05,9,عام,,,").rows).different
    assert (one.here, one.person) == ((Decimal(4),), None)


def test_what_is_new_becomes_rows_that_the_intake_reads(forum, listed):
    EditionFactory(initiative=forum, code="forum-24", name_ar="منتدى 2024")
    read = listed(f"{OMAR},عمر الغامدي,1445-08-24H,3.5,تطوع احترافي,مُنتدى ٢٠٢٤,a7,الرياض")
    head, row = as_records(held(read.rows).new, forum).decode("utf-8-sig").splitlines()
    assert (head, sorted(layout(head.split(",")))) == (",".join(HEADERS), sorted(HEADERS))
    assert row.split(",") == [
        "hours", "forum", "forum-24", "2024-03-05", "عمر الغامدي", OMAR, "", "", "3.50", "hour", "professional", "platform:a7",
    ]  # fmt: skip
    assert read.aside == ["المدينة"]


def test_a_line_that_cannot_be_read_says_why_and_keeps_no_other_back(forum, listed):
    read = listed("123,س,2024-03-05,4,عام,,,", f"{LINA},ل,1445-08-24,4,عام,,,", f"{LINA},ل,2024-03-05,40,عام,,,", f"{LINA},ل,2024-03-05,4,عام,,,")  # fmt: skip
    assert [line for line, _reasons in read.wrong] == [2, 3, 4]
    assert [row.national_id for row in read.rows] == [LINA]


def test_a_list_without_a_needed_column_is_refused(listed):
    with pytest.raises(ListRefused) as refused:
        listed(head="الاسم,المدينة")
    assert [reason.code for reason in refused.value.reasons] == ["headers_missing"]


def test_a_longer_list_asks_no_more(forum, listed, django_assert_num_queries):
    rows = listed(*[f"{fake_national_id(n)},س,2024-03-05,4,عام,,," for n in range(1, 40)]).rows
    with django_assert_num_queries(8):
        held(rows)

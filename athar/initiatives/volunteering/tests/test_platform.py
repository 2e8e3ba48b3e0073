"""A list of hours from the national platform, held against what is known."""

from datetime import date
from decimal import Decimal

import pytest

from athar.engine.intake.columns import layout
from athar.engine.intake.files import open_table
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
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.platform import (
    HEADERS,
    ListRefused,
    as_records,
    compare,
    read_list,
)

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
    return compare(rows, records=Record.objects.all(), proposals=Proposal.objects.all())


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
    with django_assert_num_queries(3):
        held(rows)

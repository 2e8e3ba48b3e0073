"""Guardians and children read on their pages how their link stands, and that it will end by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from athar.foundation.admissions.choices import Verdict
from athar.foundation.admissions.operations.linking import decide_link, end_link, remind_of_majority
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def link(db):
    child = AccountFactory(person__birth_date="2014-04-05").person
    return GuardianLinkFactory(child=child, claimed_at=NOW)


@pytest.fixture
def staff(db):
    return PersonFactory(birth_date="1990-01-01")


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_confirmed_link_is_told_to_both_and_its_end_to_the_child(link, staff):
    decide_link(link=link, verdict=Verdict.APPROVED, by=staff, at=NOW)
    end_link(link=link, by=link.guardian, at=NOW + timedelta(days=1))
    assert told(link.guardian) == ["admissions.child_linked"]
    assert told(link.child) == ["admissions.guardian_linked", "admissions.guardian_ended"]


def test_a_refused_claim_and_a_link_that_staff_end_are_told_to_the_guardian(link, staff):
    decide_link(link=link, verdict=Verdict.REFUSED, by=staff, at=NOW, reason="ليس في سجل الأسرة")
    other = GuardianLinkFactory(guardian=link.guardian, since=NOW, claimed_at=NOW)
    end_link(link=other, by=staff, at=NOW + timedelta(days=1), reason="حكم محكمة")
    assert told(link.guardian) == ["admissions.child_refused", "admissions.child_ended"]
    assert told(link.child) == []


@pytest.mark.parametrize(
    ("born", "told_of"), [("2008-04-09", True), ("2008-04-10", False), ("2008-03-10", False)],
    ids=["within a month", "later", "of age already"],
)  # fmt: skip
def test_a_month_before_a_child_comes_of_age_both_are_told_once(db, time_machine, born, told_of):
    time_machine.move_to(NOW, tick=False)
    child = AccountFactory(person__birth_date=born).person
    link = GuardianLinkFactory(
        child=child, since=NOW - timedelta(days=90), claimed_at=NOW - timedelta(days=90)
    )
    remind_of_majority()
    remind_of_majority()
    assert told(link.guardian) == (["admissions.child_of_age"] if told_of else [])
    assert told(child) == (["admissions.of_age"] if told_of else [])

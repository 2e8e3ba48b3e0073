"""Whoever was there asks expenses back; somebody else decides and pays; every step stays, and words go with their person."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.test import TestCase

from athar.engine.journeys.operations import mark_attendance, state_attendance
from athar.foundation.core.dates import riyadh_day
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.erasing import erase
from athar.foundation.privacy.facts import PersonErasing
from athar.initiatives.volunteering.choices import ExpenseKind
from athar.initiatives.volunteering.expenses import Total, covered_for, said_like, totals
from athar.initiatives.volunteering.models import ExpenseReport, ExpenseStep, Opportunity
from athar.initiatives.volunteering.operations import (
    ExpensesRefused,
    decide_expenses,
    file_expenses,
    pay_expenses,
    sign_up,
    withdraw_expenses,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=21)
DAY = riyadh_day(NOW + timedelta(days=20))


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }  # fmt: skip
    return tmp_path


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


@pytest.fixture
def opportunity(noura, khalid):
    return published(noura, khalid, expenses=True)


@pytest.fixture
def sara(opportunity, noura):
    """Sara had a seat, came and went."""
    person, session = AccountFactory(person=volunteer()).person, opportunity.edition.sessions.get()
    asked = {"person": person, "by": person, "at": NOW, "answers": {"charter": True}, "session": session}
    seat = sign_up(opportunity=opportunity, **asked).seat
    for leaves, moment in ((False, session.starts_at), (True, session.ends_at)):
        mark_attendance(seat=seat, leaves=leaves, by=noura, at=moment)
    return person


def bill():
    return ContentFile(b"%PDF-1.7 bill", name="r.pdf")


def filed(opportunity, person, **changes):
    return file_expenses(
        **{
            "opportunity": opportunity, "person": person, "day": DAY, "kind": ExpenseKind.TRAVEL, "amount": Decimal("42.50"),
            "purpose": "سيارة أجرة", "bill": bill(), "no_bill": "", "at": AFTER,
        } | changes
    )  # fmt: skip


def codes(call, *given, **facts) -> list[str]:
    with pytest.raises(ExpensesRefused) as refused:
        call(*given, **facts)
    return [reason.code for reason in refused.value.reasons]


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_it_is_filed_by_whoever_was_there_where_expenses_are_covered_and_says_all_that_is_wrong(
    opportunity, sara, noura, khalid
):
    report = filed(opportunity, sara)
    assert (report.waits, bool(report.bill), report.no_bill) == (True, True, "")
    assert filed(opportunity, sara, amount=Decimal(9), bill=None, no_bill="عدّاد").no_bill == "عدّاد"
    assert codes(filed, opportunity, sara) == ["twice"]

    wrong = {
        "amount": Decimal(5001),
        "purpose": " ",
        "bill": None,
        "day": riyadh_day(AFTER) + timedelta(days=1),
    }
    assert codes(filed, opportunity, PersonFactory(name="عمر الدوسري"), **wrong) == [
        "not_covered", "future", "amount", "no_purpose", "no_bill",
    ]  # fmt: skip
    assert codes(filed, opportunity, sara, day=DAY - timedelta(days=120)) == ["early", "late"]
    session = opportunity.edition.sessions.get()
    state_attendance(
        session=session, person=sara, came_at=None, left_at=None, reason="لم يحضر", by=noura, at=AFTER
    )
    assert not covered_for([sara.pk]).exists()
    assert codes(filed, published(noura, khalid, code="free"), sara, kind=ExpenseKind.MEALS) == [
        "not_covered"
    ]


def test_it_is_taken_back_while_nobody_decided_and_its_bill_is_destroyed(opportunity, sara, noura, own_store):
    report = filed(opportunity, sara)
    [kept] = (path for path in own_store.rglob("*.pdf"))
    assert codes(withdraw_expenses, report=report, by=noura, at=AFTER) == ["not_yours"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        withdraw_expenses(report=report, by=sara, at=AFTER)
    assert not kept.exists()
    assert codes(withdraw_expenses, report=report, by=sara, at=AFTER) == ["decided"]
    assert filed(opportunity, sara).waits


def test_somebody_else_approves_wholly_or_less_for_a_reason_rejects_for_one_and_pays(
    opportunity, sara, noura, khalid
):
    whole, less, none = (filed(opportunity, sara, amount=Decimal(amount)) for amount in (10, 20, 30))
    decide = {"by": noura, "at": AFTER}
    assert codes(decide_expenses, report=whole, approves=True, by=sara, at=AFTER) == ["own"]
    assert codes(decide_expenses, report=less, approves=True, granted=Decimal(21), **decide) == [
        "granted",
        "no_reason",
    ]
    assert codes(decide_expenses, report=less, approves=True, granted=Decimal(15), **decide) == ["no_reason"]
    assert codes(decide_expenses, report=none, approves=False, reason=" ", **decide) == ["no_reason"]

    decide_expenses(report=whole, approves=True, **decide)
    decide_expenses(report=less, approves=True, granted=Decimal(15), reason="حتى المحطة", **decide)
    decide_expenses(report=none, approves=False, reason="ليس لهذه الفرصة", **decide)
    assert codes(decide_expenses, report=whole, approves=False, reason="x", **decide) == ["decided"]

    today = riyadh_day(AFTER)
    paid = {"paid_on": today, "reference": "TR-1", "at": AFTER}
    assert codes(pay_expenses, report=whole, by=sara, **paid | {"paid_on": DAY, "reference": " "}) == [
        "own", "paid_on", "no_reference",
    ]  # fmt: skip
    assert codes(pay_expenses, report=none, by=khalid, **paid) == ["not_approved"]
    pay_expenses(report=whole, by=khalid, **paid)
    assert codes(pay_expenses, report=whole, by=khalid, **paid) == ["not_approved"]

    assert list(whole.steps.values_list("state", "by", "paid_on", "reference")) == [
        ("approved", noura.pk, None, ""), ("paid", khalid.pk, today, "TR-1"),
    ]  # fmt: skip
    assert told(sara)[-4:] == [
        "volunteering.expenses_approved", "volunteering.expenses_approved", "volunteering.expenses_rejected", "volunteering.expenses_paid",
    ]  # fmt: skip
    rows = ExpenseReport.objects.all()
    assert [(one.state, one.many, one.riyals) for one in totals(rows)] == [
        ("approved", 1, Decimal(15)), ("paid", 1, Decimal(10)), ("rejected", 1, Decimal(30)),
    ]  # fmt: skip
    assert isinstance(totals(rows)[0], Total)
    searched = [
        said_like(rows, text, by_name=by_name).count()
        for text, by_name in (
            ("ساره", Opportunity.objects.all()), ("ساره", Opportunity.objects.none()), ("إفطار", Opportunity.objects.none())
        )
    ]  # fmt: skip
    assert searched == [3, 0, 3]


def test_the_database_keeps_reports_and_steps_as_they_were(opportunity, sara, noura):
    report = filed(opportunity, sara)
    decide_expenses(report=report, approves=False, reason="لا", by=noura, at=AFTER)
    rows, steps = ExpenseReport.objects.filter(pk=report.pk), ExpenseStep.objects.filter(report=report)
    for change in (
        lambda: rows.update(amount=1),
        lambda: rows.update(purpose="غيره"),
        lambda: rows.update(bill="expenses/other.pdf"),
        ExpenseReport.objects.filter(pk=filed(opportunity, sara, amount=Decimal(8)).pk).delete,
        lambda: steps.update(reason="نعم"),
        steps.delete,
        lambda: ExpenseStep.objects.create(report=filed(opportunity, sara, amount=Decimal(7)), state="rejected", by=noura, at=AFTER),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    for wrong in ({"decided_by": sara}, {"state": "approved"}, {"granted": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_amounts_outlive_their_volunteer_and_words_and_bill_do_not(opportunity, sara, noura, own_store):
    report = filed(opportunity, sara)
    decide_expenses(
        report=report, approves=True, granted=Decimal(40), reason="حتى المحطة", by=noura, at=AFTER
    )
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase(PersonErasing(people=(sara.pk,), values=(), at=AFTER))
    report.refresh_from_db()
    step = report.steps.get()
    assert (report.amount, report.granted, report.purpose, bool(report.bill), step.reason) == (
        Decimal("42.50"), Decimal(40), "", False, "",
    )  # fmt: skip
    assert list(own_store.rglob("*.pdf")) == []

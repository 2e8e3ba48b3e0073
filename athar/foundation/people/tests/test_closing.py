"""Accounts are closed and opened again by an administrator. Hind administers, Noura manages, Omar is an outsider."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from athar.foundation.people.choices import Role
from athar.foundation.people.closing import ClosingRefused, close_account, reopen_account
from athar.foundation.people.models import Closure
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

NOW = datetime(2024, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def hind(db):
    person = AccountFactory(person__name="هند الجهني").person
    RoleGrantFactory(person=person, role=Role.ADMINISTRATOR, since=NOW - 9 * DAY)
    return person


@pytest.fixture
def omar(db):
    return AccountFactory(person__name="عمر الغامدي")


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def test_closing_and_opening_leave_a_line_each_that_names_nobody(hind, omar, caplog):
    caplog.set_level(logging.INFO, "athar.audit")
    close_account(account=omar, by=hind, at=NOW, reason="انتقل")
    reopen_account(account=omar, by=hind, at=NOW + DAY, reason="عاد")
    told = {"account": omar.pk, "by": hind.pk}
    lines = [(record.getMessage(), record.facts) for record in caplog.records if record.name == "athar.audit"]
    assert lines == [("account closed", told), ("account opened again", told)]


def test_a_closed_account_says_by_whom_when_and_why_and_so_does_its_opening(hind, omar):
    close_account(account=omar, by=hind, at=NOW, reason=" انتقل ")
    omar.refresh_from_db()
    assert omar.is_active is False
    reopen_account(account=omar, by=hind, at=NOW + DAY, reason="عاد")
    omar.refresh_from_db()
    [closure] = Closure.objects.all()
    assert omar.is_active is True
    assert (closure.closed_by, closure.since, closure.reason) == (hind, NOW, "انتقل")
    assert (closure.reopened_by, closure.until, closure.reopen_reason) == (hind, NOW + DAY, "عاد")


def test_every_reason_against_closing_is_said_at_once(hind, omar):
    with pytest.raises(ClosingRefused) as refused:
        close_account(account=omar, by=omar.person, at=NOW, reason="")
    assert codes(refused) == {"no_administrator", "own", "no_reason"}


def test_the_database_too_lets_nobody_close_their_own_account(hind):
    with pytest.raises(IntegrityError, match="nobody_closes_their_own_account"), transaction.atomic():
        Closure.objects.create(person=hind, since=NOW, closed_by=hind, reason="x")


def test_an_account_is_closed_once_and_opened_only_when_it_is_closed(hind, omar):
    close_account(account=omar, by=hind, at=NOW, reason="انتقل")
    with pytest.raises(ClosingRefused) as refused:
        close_account(account=omar, by=hind, at=NOW, reason="مرة أخرى")
    assert codes(refused) == {"closed"}
    reopen_account(account=omar, by=hind, at=NOW + DAY, reason="عاد")
    with pytest.raises(ClosingRefused) as refused:
        reopen_account(account=omar, by=hind, at=NOW + DAY, reason="")
    assert codes(refused) == {"open", "no_reason"}


def test_the_account_of_the_last_administrator_who_stays_is_not_closed(hind, omar):
    """Omar administers for a month only: whoever closed Hind's account would leave nobody after that."""
    RoleGrantFactory(person=omar.person, role=Role.ADMINISTRATOR, since=NOW - DAY, until=NOW + 30 * DAY)
    with pytest.raises(ClosingRefused) as refused:
        close_account(account=hind.account, by=omar.person, at=NOW, reason="خطأ")
    assert codes(refused) == {"last_administrator"}
    omar.person.roles.update(until=None)
    assert close_account(account=hind.account, by=omar.person, at=NOW, reason="تقاعدت").person == hind


def test_an_administrator_whose_account_is_closed_keeps_nobody_from_being_the_last(hind, omar):
    RoleGrantFactory(person=omar.person, role=Role.ADMINISTRATOR, since=NOW - DAY)
    close_account(account=omar, by=hind, at=NOW, reason="إجازة طويلة")
    other = AccountFactory().person
    RoleGrantFactory(person=other, role=Role.ADMINISTRATOR, since=NOW - DAY, until=NOW + DAY)
    with pytest.raises(ClosingRefused) as refused:
        close_account(account=hind.account, by=other, at=NOW, reason="خطأ")
    assert codes(refused) == {"last_administrator"}

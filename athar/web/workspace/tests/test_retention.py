"""Retention in the workspace: prepared by one, approved by another, held by whoever must."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import TestCase
from django.utils import timezone

from athar.foundation.core.identity import fake_national_id
from athar.foundation.privacy.models import Destruction, LegalHold, Preview
from athar.foundation.privacy.retention import carry_out, prepare
from athar.web.ui.tests.reading import itself

HOME = "/en/workspace/retention/"


@pytest.fixture
def ended(cast):
    """Three sessions of nobody that ended long ago."""
    past = timezone.now() - timedelta(days=40)
    Session.objects.bulk_create(
        Session(session_key=f"ended-{n}", session_data="x", expire_date=past + timedelta(days=n))
        for n in range(3)
    )


def read(browser, address):
    return itself(browser.get(address).content.decode())


def test_one_prepares_another_approves_and_the_result_is_sealed(enter, ended):
    answer = enter("hind").post(f"{HOME}previews/")
    preview = Preview.objects.get()
    address = f"{HOME}previews/{preview.pk}/"
    assert answer.url == address
    page = read(enter("saad"), address)
    assert "Signed-in sessions" in page
    assert ' class="number">3</td>' in page
    assert "ended-0" not in page
    assert "Approve, and destroy these rows" in page
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert enter("saad").post(address).status_code == 302
    carry_out(destruction=Destruction.objects.get().pk)
    assert not Session.objects.filter(pk__startswith="ended-").exists()
    page = read(enter("yousef"), address)
    assert "3 rows" in page
    assert Destruction.objects.get().sha256 in page


def test_whoever_prepared_it_reads_why_they_cannot_approve(enter, ended):
    enter("fahad").post(f"{HOME}previews/")
    address = f"{HOME}previews/{Preview.objects.get().pk}/"
    page = read(enter("fahad"), address)
    assert "Nobody approves what they prepared." in page
    assert "Approve, and destroy these rows" not in page
    assert enter("fahad").post(address).status_code == 409
    assert Session.objects.filter(pk__startswith="ended-").count() == 3


def test_the_list_is_a_file_without_names(enter, cast, ended):
    preview = prepare(by=cast.fahad, at=timezone.now())
    lines = (
        enter("yousef").get(f"{HOME}previews/{preview.pk}/rows.csv").content.decode("utf-8-sig").splitlines()
    )
    assert lines[0] == "Data,Since,Mark of its contents"
    assert len(lines) == 4
    assert "ended-" not in "".join(lines)


def test_a_hold_is_placed_on_a_person_by_number_and_lifted(enter, cast):
    cast.sara.national_id = fake_national_id(71)
    cast.sara.save()
    browser = enter("fahad")
    assert browser.post(f"{HOME}holds/", {"number": "123", "reason": "قضية"}).status_code == 422
    assert (
        browser.post(f"{HOME}holds/", {"number": fake_national_id(72), "reason": "قضية"}).status_code == 422
    )
    assert browser.post(f"{HOME}holds/", {"reason": "قضية"}).status_code == 409
    assert (
        browser.post(f"{HOME}holds/", {"number": fake_national_id(71), "reason": "قضية 12"}).status_code
        == 302
    )
    page = read(browser, HOME)
    assert "قضية 12" in page
    assert cast.sara.name not in page
    browser.post(f"{HOME}holds/{LegalHold.objects.get().pk}/lifting/")
    assert "Nothing is held." in read(browser, HOME)


def test_the_audit_place_reminds_after_a_month_and_home_lists_what_waits(enter, cast, ended):
    assert "It is time to look at the retention schedules" in read(enter("yousef"), "/en/workspace/audit/")
    prepare(by=cast.hind, at=timezone.now())
    assert "It is time" not in read(enter("yousef"), "/en/workspace/audit/")
    assert "What the retention schedules would destroy" in read(enter("saad"), "/en/workspace/")


def test_nothing_due_is_said_and_not_prepared(enter):
    Session.objects.all().delete()
    browser = enter("fahad")
    answer = browser.post(f"{HOME}previews/")
    assert answer.status_code == 409
    assert "there is nothing to destroy" in answer.content.decode()


def test_the_pages_cost_the_same_for_many_previews(pages, cast, ended):
    now = timezone.now()
    prepare(by=cast.hind, at=now - timedelta(hours=9))
    few = pages("fahad", HOME)
    for hours in (3, 2, 1):
        prepare(by=cast.hind, at=now - timedelta(hours=hours))
    assert pages("fahad", HOME) == few <= 12
    assert pages("saad", f"{HOME}previews/{Preview.objects.latest('made_at').pk}/") <= 12

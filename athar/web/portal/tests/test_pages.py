"""What a person finds on their own pages, and what they can do there."""

from datetime import date

import pytest

from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import ConsentEvent, GuardianApproval, Membership
from athar.foundation.people.operations import merge
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.ui.tests.reading import itself


def read(browser, address):
    return itself(browser.get(f"/en/me/{address}").content.decode())


def test_home_says_what_is_next_how_many_hours_and_what_waits(enter, hours, awaiting):
    hours(3)
    page = read(enter("sara"), "")
    assert "Say whether you agree to take part" in page
    assert '<data value="12.00">12</data>' in page
    assert "Awaiting approval" in page


def test_each_of_my_hours_leads_to_the_record_that_proves_it(enter, hours):
    [first, last] = hours(2)
    page = read(enter("sara"), "hours/")
    assert f'href="/en/records/{first}/"' in page
    assert f'href="/en/records/{last}/"' in page
    assert "خالد الشمري" in page


def test_hours_of_a_row_that_is_also_me_are_mine(enter, family, hours):
    from django.utils import timezone

    twin = PersonFactory(name="ساره الزهراني")
    hours(2, twin)
    assert '<data value="0">' in read(enter("sara"), "hours/") or "Nothing is recorded" in read(
        enter("sara"), "hours/"
    )
    merge(person=twin, into=family.sara, by=family.noura, at=timezone.now())
    assert Membership.objects.count() == 1
    assert '<data value="8.00">8</data>' in read(enter("sara"), "hours/")


def test_my_data_shows_the_profile_with_the_number_masked_and_where_it_came_from(enter, family, hours):
    hours(1)
    page = read(enter("sara"), "data/")
    assert family.sara.phone in page
    assert family.sara.national_id not in page
    assert family.sara.national_id[-4:] in page
    assert "A form in the workspace" in page


def test_every_kind_of_what_is_held_can_be_read_row_by_row(enter, family, hours):
    hours(1)
    page = read(enter("sara"), "data/ledger.record-person/")
    assert "Volunteer hours" in page
    assert family.forum.name_en in page
    assert "Stays for good" in page


def test_a_consent_is_given_and_taken_back_by_one_press_and_the_log_keeps_both(enter, family):
    browser = enter("sara")
    browser.post("/en/me/consents/participation/agreement/")
    browser.post("/en/me/consents/participation/agreement/")
    browser.post("/en/me/consents/participation/withdrawal/")
    events = ConsentEvent.objects.filter(person=family.sara).order_by("pk")
    assert [(event.purpose, event.given, event.text_version) for event in events] == [
        (Purpose.PARTICIPATION, True, "2026-1"),
        (Purpose.PARTICIPATION, False, "2026-1"),
    ]
    page = read(browser, "consents/")
    assert "Withdrawn" in page
    assert "I agree that the association keeps and uses my data" in page


def test_the_words_shown_are_those_that_were_agreed_to(enter, family):
    ConsentEvent.objects.create(
        person=family.sara, purpose="contact", given=True, text_version="2020-1", on=date(2021, 1, 1)
    )
    page = read(enter("sara"), "consents/")
    assert "I agree that the association writes to me about opportunities." in page
    assert "Nobody writes to you or calls you" in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_guardian_revokes_and_approves_again(enter, family, language):
    browser = enter("father")
    browser.post(f"{language}/me/approvals/{family.approval.pk}/revocation/")
    family.approval.refresh_from_db()
    assert family.approval.revoked_on is not None
    browser.post(f"{language}/me/approvals/{family.approval.pk}/renewal/")
    browser.post(f"{language}/me/approvals/{family.approval.pk}/renewal/")
    assert GuardianApproval.objects.filter(child=family.lina, revoked_on=None).count() == 1


def test_a_child_that_came_of_age_is_no_longer_its_guardians_to_look_at(enter, family):
    family.lina.birth_date = date(2000, 1, 1)
    family.lina.save()
    assert enter("father").get(f"/me/children/{family.lina.pk}/").status_code == 404
    assert "My children" not in read(enter("father"), "")

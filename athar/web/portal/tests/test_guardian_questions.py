"""A minor asks a guardian for an opportunity; the guardian reads its charter and answers; others find nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.people.models import ConsentEvent, GuardianApproval
from athar.foundation.people.tests.factories import AccountFactory
from athar.initiatives.volunteering.models import GuardianQuestion
from athar.initiatives.volunteering.tests.factories import published
from athar.web.portal.tests.test_shifts import ACCEPTS


@pytest.fixture
def asked(family, enter):
    """Sara is sixteen here; her father speaks for her; she asks him."""
    now = timezone.now()
    sara = family.sara
    sara.birth_date = now.date() - timedelta(days=365 * 16)
    sara.save()
    GuardianLinkFactory(child=sara, guardian=family.father, since=now - timedelta(days=9))
    ConsentEvent.objects.create(
        person=sara, purpose="participation", given=True, on=now.date() - timedelta(days=9)
    )
    opportunity = published(family.noura, family.khalid, at=now, least_age=15)
    session = opportunity.edition.sessions.get()
    browser = enter("sara")
    page = browser.post(f"/en/me/opportunities/iftar/sign-up/?session={session.pk}", ACCEPTS).content.decode()
    assert "/en/me/opportunities/iftar/guardian/" in page
    answer = browser.post("/en/me/opportunities/iftar/guardian/", follow=True)
    assert "Your guardian is asked" in answer.content.decode()
    return GuardianQuestion.objects.get()


def test_the_guardian_reads_the_charter_and_approves(enter, family, asked):
    browser, address = enter("father"), f"/en/me/children/questions/{asked.pk}/"
    assert address in browser.get("/en/me/children/").content.decode()
    assert "I keep the time." in browser.get(address).content.decode()
    assert browser.post(address, {"answer": "yes"}).status_code == 422
    assert not GuardianApproval.objects.filter(child=family.sara).exists()
    assert (
        "You approved it"
        in browser.post(address, {"answer": "yes", "charter": "on"}, follow=True).content.decode()
    )
    assert GuardianApproval.objects.filter(child=family.sara, guardian=family.father).exists()
    assert address not in browser.get("/en/me/children/").content.decode()


def test_whoever_comes_after_an_answer_reads_that_it_is_answered(enter, family, asked):
    """The other guardian, who was asked too, and whoever presses the button twice."""
    address, approves = f"/en/me/children/questions/{asked.pk}/", {"answer": "yes", "charter": "on"}
    GuardianLinkFactory(child=family.sara, guardian=family.omar, since=timezone.now() - timedelta(days=9))
    enter("father").post(address, approves)
    for key, said in (("father", approves), ("omar", {"answer": "no"})):
        page = enter(key).post(address, said, follow=True).content.decode()
        assert ("It is answered" in page, "Approved" in page, 'name="answer"' in page) == (True, True, False)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("approved", family.father)


def test_the_guardian_declines_without_accepting_anything(enter, family, asked):
    browser = enter("father")
    browser.post(f"/en/me/children/questions/{asked.pk}/", {"answer": "no"})
    asked.refresh_from_db()
    assert asked.answer == "declined"
    assert not GuardianApproval.objects.filter(child=family.sara).exists()


def test_another_guardian_finds_no_question(enter, family, asked):
    AccountFactory(person=family.noura)
    for key in ("omar", "noura"):
        assert enter(key).get(f"/me/children/questions/{asked.pk}/").status_code == 404
        assert (
            enter(key)
            .post(f"/me/children/questions/{asked.pk}/", {"answer": "yes", "charter": "on"})
            .status_code
            == 404
        )
    assert not GuardianApproval.objects.filter(child=family.sara).exists()


def test_the_guardian_reads_what_the_child_is_asked_and_answers_and_the_child_writes_it_once(
    enter, family, asked
):
    opportunity = asked.opportunity
    opportunity.questions = [
        {"code": "why", "kind": "text", "ar": "لماذا؟", "en": "Why do you come?", "required": True}
    ]
    opportunity.save()
    child = enter("sara")
    child.post("/en/me/opportunities/iftar/guardian/", ACCEPTS | {"q-why": "To learn"})
    page = enter("father").get(f"/en/me/children/questions/{asked.pk}/").content.decode()
    assert "Why do you come?" in page
    assert "To learn" in page
    assert 'value="To learn"' in child.get("/en/me/opportunities/iftar/sign-up/").content.decode()

"""Self-assessments in the workspace: what fails is named as the reader may see it; the file says what the page says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.standards.choices import Outcome
from athar.engine.standards.models import Round
from athar.engine.standards.operations import decide, submit
from athar.engine.standards.tests.factories import answered
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.tests.reading import itself

HOME = "/en/workspace/standards/"


def read(browser, address):
    return itself(browser.get(address).content.decode())


@pytest.fixture
def lacking(cast):
    """An opportunity without insurance, and a qualification that waits for three weeks."""
    now = timezone.now()
    opportunity = published(cast.noura, cast.khalid, at=now - timedelta(days=1))
    waits = QualificationFactory(person=cast.sara)
    type(waits).objects.filter(pk=waits.pk).update(filed_at=now - timedelta(days=21))
    return opportunity


def test_what_fails_is_listed_with_a_way_to_mend_it_for_whoever_may_open_that(enter, cast, lacking):
    one = Round.objects.get(pk=int(enter("fahad").post(f"{HOME}volunteering/rounds/").url.split("/")[-2]))
    insured, checked = (f"{HOME}rounds/{one.pk}/criteria/{code}/" for code in ("insurance", "qualifications"))
    assert f'href="/en/workspace/opportunities/{lacking.pk}/"' in read(enter("noura"), insured)
    assert "<b>0 of 1 (" in read(enter("munirah"), insured)
    assert f"/workspace/opportunities/{lacking.pk}/" not in read(enter("munirah"), insured)
    assert "Sara Alzahrani" in read(enter("noura"), checked)
    assert "Sara Alzahrani" not in read(enter("munirah"), checked)
    Opportunity.objects.filter(pk=lacking.pk).update(insurance=True)
    assert "Nothing: whatever this looks at holds." in read(enter("noura"), insured)


def test_an_answer_leads_to_the_next_and_a_wrong_one_keeps_what_was_written(enter, cast):
    enter("fahad").post(f"{HOME}volunteering/rounds/")
    one = Round.objects.get()
    policy = f"{HOME}rounds/{one.pk}/criteria/policy/"
    answer = enter("fahad").post(policy, {"level": "met"})
    assert (answer.status_code, "Nothing proves the answer." in itself(answer.content.decode())) == (
        409,
        True,
    )
    answer = enter("fahad").post(policy, {"level": "", "note": "adopted"})
    assert (answer.status_code, "adopted" in answer.content.decode()) == (422, True)
    assert enter("fahad").post(policy, {"level": "met", "note": "adopted"}).url.endswith("/criteria/plan/")
    assert enter("fahad").post(f"{HOME}volunteering/rounds/").status_code == 409
    assert enter("fahad").post(f"{HOME}rounds/{one.pk}/submission/").status_code == 409
    assert enter("fahad").get(f"{HOME}rounds/{one.pk}/criteria/magic/").status_code == 404


def test_what_was_confirmed_goes_into_a_file_beside_the_round_before(enter, cast):
    now = timezone.now()
    for days, level in ((300, "not_met"), (2, "met")):
        one = answered(cast.noura, at=now - timedelta(days=days), level=level)
        submit(round=one, by=cast.noura, at=now - timedelta(days=days))
        if days == 2:
            assert "Self-assessment: Managing volunteers" in read(enter("saad"), "/en/workspace/")
            assert "Self-assessment: Managing volunteers" not in read(enter("fahad"), HOME)
        decide(round=one, outcome=Outcome.CONFIRMED, by=cast.saad, at=now - timedelta(days=days - 1))
    page = read(enter("yousef"), f"{HOME}rounds/{one.pk}/")
    assert "A self-assessment, not an official result" in page
    lines = enter("yousef").get(f"{HOME}rounds/{one.pk}/criteria.csv").content.decode().splitlines()
    assert len(lines) == 1 + len(one.asks.criteria)
    assert lines[1].startswith("Planning and policies,An adopted volunteering policy,")
    assert ",3,Answered by a person,Met,Not met," in lines[1]
    assert enter("yousef").get(f"{HOME}rounds/{one.pk}/criteria.xlsx").content.startswith(b"PK")


def test_what_failed_when_it_was_submitted_stays_and_what_was_mended_since_is_said(enter, cast, lacking):
    one, now = answered(cast.noura, at=timezone.now()), timezone.now()
    submit(round=one, by=cast.noura, at=now)
    Opportunity.objects.filter(pk=lacking.pk).update(insurance=True)
    page = read(enter("noura"), f"{HOME}rounds/{one.pk}/criteria/insurance/")
    assert "What failed when the round was submitted" in page
    assert f'href="/en/workspace/opportunities/{lacking.pk}/"' in page
    assert "Mended since" in page

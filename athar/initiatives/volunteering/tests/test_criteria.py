"""What the data says of how volunteers are managed, check by check: what is looked at, and what of it fails."""

from datetime import date, timedelta

import pytest

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.engine.ledger.models import Decision
from athar.engine.ledger.operations import reject
from athar.engine.ledger.tests.factories import ProposalFactory
from athar.engine.standards.registry import checks, newest
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.qualifications.choices import Verdict
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.operations import decide
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import close_opportunity
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الشمري")


def found(code, at=NOW):
    """What the check looks at and what of it fails, by key."""
    sample = checks[code].look(at)
    return set(sample.whole.values_list("pk", flat=True)), set(sample.failing.values_list("pk", flat=True))


def test_the_standard_measures_what_it_can_and_every_check_is_asked_for():
    standard = newest("volunteering")
    assert {one.check.code for one in standard.criteria if one.check} == set(checks)
    assert len(standard.areas) == 7


def test_opportunities_are_looked_at_once_they_are_published_and_for_a_year_after_they_end(noura, khalid):
    good = published(noura, khalid, insurance=True, expenses=True, training=True, level="skilled")
    lacking = published(noura, khalid, code="second", level="professional")
    Opportunity.objects.filter(pk=lacking.pk).update(charter_en="")
    lacking.steps.model.objects.create(
        opportunity=lacking, source="in_review", target="published", by=noura, at=NOW
    )
    both = {good.pk, lacking.pk}
    for code in ("reviewed", "charter", "insurance", "expenses", "training"):
        assert found(f"opportunities.{code}") == (both, {lacking.pk}), code
    assert found("opportunities.charter", NOW - timedelta(days=1)) == (set(), set())
    assert found("opportunities.charter", NOW + timedelta(days=500)) == (set(), set())
    Opportunity.objects.filter(pk=lacking.pk).update(remote=True)
    assert found("opportunities.insurance") == ({good.pk}, set())
    later = NOW + timedelta(days=70)
    close_opportunity(opportunity=good, by=noura, at=later)
    assert found("opportunities.evaluated", later) == (both, both)


def test_whoever_sent_an_opportunity_to_review_did_not_review_it(noura, khalid):
    opportunity = published(noura, khalid)
    assert found("opportunities.reviewed") == ({opportunity.pk}, set())
    steps, late = opportunity.steps.model.objects, {"source": "draft", "target": "in_review", "by": khalid}
    steps.create(opportunity=opportunity, at=NOW + timedelta(days=1), **late)
    assert found("opportunities.reviewed") == ({opportunity.pk}, set())  # what came later says nothing of it
    steps.create(opportunity=opportunity, at=NOW, **late)
    assert found("opportunities.reviewed") == ({opportunity.pk}, {opportunity.pk})


def test_a_minor_has_a_seat_once_the_guardian_approved_before(noura, khalid):
    opportunity = published(noura, khalid, least_age=15)
    session = opportunity.edition.sessions.get()
    grown, approved, early = (
        volunteer(birth_date=date(*born)) for born in ((1995, 5, 1), (2010, 1, 1), (2010, 1, 1))
    )
    session.counters.update(free=3)
    for days, person in enumerate((approved, early)):
        GuardianApproval.objects.create(
            child=person, guardian=noura, approved_on=NOW.date() + timedelta(days=days)
        )
    seats = {}
    for person in (grown, approved, early):
        Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=NOW)
        seats[person] = take_seat(session=session, person=person, by=person, at=NOW).pk
    assert found("seats.guardian") == ({seats[approved], seats[early]}, {seats[early]})
    assert found("shifts.hours_entered", NOW + timedelta(days=30)) == ({session.pk}, {session.pk})


def test_hours_and_qualifications_are_decided_within_a_fortnight(noura, khalid):
    entered = NOW - timedelta(days=20)
    in_time, late, undecided = (ProposalFactory(entered_by=noura, entered_at=entered) for _number in range(3))
    fresh = ProposalFactory(entered_by=noura, entered_at=NOW)
    reject(proposals=[in_time], by=khalid, at=entered + timedelta(days=14), reason="مكرر")
    reject(proposals=[late], by=khalid, at=entered + timedelta(days=15), reason="مكرر")
    assert found("hours.in_time") == ({in_time.pk, late.pk, undecided.pk}, {late.pk, undecided.pk})
    assert fresh.pk not in found("hours.in_time")[0]
    own = ProposalFactory(entered_by=noura, entered_at=entered, person=khalid)
    # As somebody decided before the ledger refused it.
    Decision.objects.create(
        proposal=own, verdict="rejected", reason="مكرر", by=khalid, at=entered, entered_by=noura
    )
    assert found("hours.second_person") == ({in_time.pk, late.pk, own.pk}, {own.pk})

    held, waits, new = (QualificationFactory() for _number in range(3))
    Qualification.objects.filter(pk__in=[held.pk, waits.pk]).update(filed_at=entered)
    Qualification.objects.filter(pk=new.pk).update(filed_at=NOW)
    decide(qualification=held, verdict=Verdict.APPROVED, by=khalid, at=entered + timedelta(days=2))
    assert found("qualifications.decided") == ({held.pk, waits.pk}, {waits.pk})

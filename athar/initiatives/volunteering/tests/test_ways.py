"""An opportunity goes by any published workflow that fits, from the application to the seat and out again."""

import copy

import pytest
from django.utils import timezone

from athar.engine.journeys.designs import design_to
from athar.engine.journeys.models import Decision, Enrolment, Seat
from athar.engine.journeys.operations import carry_out, decide, draft_workflow, publish_workflow, release
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from athar.initiatives.volunteering.catalogue import workflow_for
from athar.initiatives.volunteering.choices import Choosing, Selection
from athar.initiatives.volunteering.managing import to_choose
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    OpportunityRefused,
    SignUpRefused,
    decide_applications,
    publish_opportunity,
    sign_up,
    submit_opportunity,
    withdraw,
)
from athar.initiatives.volunteering.selecting import selected
from athar.initiatives.volunteering.tests.factories import (
    drafted,
    interviewing,
    published,
    timedelta,
    volunteer,
)
from athar.initiatives.volunteering.ways import choosing_of, way_by, ways_in

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(hours=2)  # a worker carries out what is due today
ACCEPTS = {"charter": True}


@pytest.fixture
def noura(db):
    one = PersonFactory(name="نورة العتيبي")
    RoleGrantFactory(person=one, role="programme_manager", since=AT - timedelta(days=1))
    return one


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


def decided(case, step, by):
    case.refresh_from_db()
    decide(case=case, transition=step, seen=case.state, answers=1, by=by, at=AT)
    release(call=case.call, decisions=case.decisions.pending(), by=by, at=AT)
    carry_out()
    case.refresh_from_db()
    return case.state


def test_the_same_is_decided_about_several_in_the_order_in_which_they_are_released(noura, khalid):
    """Whatever the order of a form: whoever decides and whoever releases at one moment do not wait in a circle."""
    opportunity = published(noura, khalid, at=AT, workflow=interviewing(noura, at=AT))
    people = [AccountFactory(person=volunteer()).person for _ in range(2)]
    cases = [
        sign_up(opportunity=opportunity, person=one, by=one, at=AT, answers=ACCEPTS).case for one in people
    ]
    said = {"step": "invite", "reason": "", "read_at": AT, "by": noura, "at": AT}
    assert decide_applications(cases=cases[::-1], **said) == 2
    assert [row.case for row in Decision.objects.order_by("pk")] == cases


def test_whoever_applies_goes_through_every_stage_before_they_have_a_seat(noura, khalid):
    opportunity = published(noura, khalid, at=AT, workflow=interviewing(noura, at=AT))
    assert opportunity.choosing == Choosing.CHOSEN
    sara, session = AccountFactory(person=volunteer()).person, opportunity.edition.sessions.get()
    done = sign_up(opportunity=opportunity, person=sara, by=sara, at=AT, answers=ACCEPTS, session=session)
    assert (done.case.state, done.seat) == ("sent", None)
    with pytest.raises(SignUpRefused) as refused:
        sign_up(opportunity=opportunity, person=sara, by=sara, at=AT, answers=ACCEPTS)
    assert "applied" in {reason.code for reason in refused.value.reasons}
    assert decided(done.case, "invite", noura) == "invited"
    assert list(to_choose(Opportunity.objects.all())) == [done.case]
    assert selected(opportunity, Selection.APPLIED, at=AT) == [sara.pk]
    assert decided(done.case, "take", noura) == "placed"
    assert (list(to_choose(Opportunity.objects.all())), Notice.objects.get(person=sara).many) == ([], 2)
    seat = sign_up(opportunity=opportunity, person=sara, by=sara, at=AT, answers={}, session=session).seat
    assert seat.session == session
    withdraw(case=done.case, seen="placed", by=sara, at=AT)
    assert not Seat.objects.taken().exists()
    assert not Enrolment.objects.in_force(at=AT + timedelta(1)).exists()


def test_a_minor_needs_the_guardian_by_any_workflow(noura, khalid):
    opportunity = published(noura, khalid, at=AT, workflow=interviewing(noura, at=AT), least_age=15)
    child = volunteer(birth_date=(AT - timedelta(days=365 * 16)).date())
    with pytest.raises(SignUpRefused) as refused:
        sign_up(opportunity=opportunity, person=child, by=child, at=AT, answers=ACCEPTS)
    assert {reason.code for reason in refused.value.reasons} == {"guardian_needed"}


def test_the_ways_that_come_along_fit_and_one_that_does_not_says_why(noura):
    for choosing in Choosing:
        version = publish_workflow(
            workflow=draft_workflow(code=choosing.value, data=data_of(choosing)), by=noura, at=AT
        )
        assert (way_by(version).misfits, choosing_of(version.design)) == ((), choosing)
    workflow = spoilt(noura)
    assert [(way.code, bool(way.misfits)) for way in ways_in()] == [
        ("open", False), ("chosen", False), ("chosen", False), ("open", False), ("spoilt", True),
    ]  # fmt: skip
    with pytest.raises(OpportunityRefused) as refused:
        drafted(noura, at=AT, workflow=workflow)
    assert {reason.code for reason in refused.value.reasons} == {"way_condition_missing"}


def test_what_was_changed_before_the_publication_is_looked_at_again_and_what_runs_stays(noura, khalid):
    workflow = interviewing(noura, at=AT)
    running = published(noura, khalid, at=AT, workflow=workflow)
    waiting = submit_opportunity(
        opportunity=drafted(noura, at=AT, code="tea", workflow=workflow), by=noura, at=AT
    )
    data = copy.deepcopy(workflow.draft)
    next(step for step in data["transitions"] if step["code"] == "withdraw")["from"].remove("invited")
    publish_workflow(workflow=draft_workflow(code=workflow.code, data=data, based_on=1), by=noura, at=AT)
    with pytest.raises(OpportunityRefused) as refused:
        publish_opportunity(opportunity=waiting, by=khalid, at=AT)
    assert {reason.code for reason in refused.value.reasons} == {"way_no_withdrawal"}
    assert running.call.workflow.number == 1


def data_of(choosing):
    return design_to(workflow_for(choosing))


def spoilt(by):
    data = copy.deepcopy(data_of(Choosing.CHOSEN))
    data["transitions"][0]["guards"].remove("consents")
    workflow = draft_workflow(code="spoilt", data=data)
    publish_workflow(workflow=workflow, by=by, at=AT)
    return workflow

import pytest

from athar.engine.journeys.models import Session
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.choices import State
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    OpportunityRefused,
    change_opportunity,
    close_opportunity,
    evaluate_opportunity,
    publish_opportunity,
    send_back,
    submit_opportunity,
)
from athar.initiatives.volunteering.tests.factories import NOW, drafted, published, shift, timedelta

pytestmark = pytest.mark.django_db
MUCH_LATER = NOW + timedelta(days=60)


def codes(refusal) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


def test_an_opportunity_goes_from_draft_to_review_to_the_public_and_is_closed_and_evaluated(noura, khalid):
    opportunity = published(noura, khalid)
    assert opportunity.call.is_open(at=NOW)
    assert list(Opportunity.objects.live(at=NOW)) == [opportunity]
    opportunity = close_opportunity(opportunity=opportunity, by=khalid, at=NOW + timedelta(days=1))
    assert not Opportunity.objects.live(at=NOW + timedelta(days=1)).exists()
    with pytest.raises(OpportunityRefused) as refused:
        evaluate_opportunity(opportunity=opportunity, by=noura, at=NOW + timedelta(days=2), lessons=" ")
    assert codes(refused) == {"goes_on", "no_lesson"}
    evaluate_opportunity(opportunity=opportunity, by=noura, at=MUCH_LATER, lessons="نحتاج إلى ماء أكثر")
    steps = opportunity.steps.values_list("target", flat=True)
    assert list(steps) == [State.IN_REVIEW, State.PUBLISHED, State.CLOSED, State.EVALUATED]


def test_nobody_publishes_what_they_wrote(noura):
    opportunity = submit_opportunity(opportunity=drafted(noura), by=noura, at=NOW)
    with pytest.raises(OpportunityRefused) as refused:
        publish_opportunity(opportunity=opportunity, by=noura, at=NOW)
    assert codes(refused) == {"own"}


def test_nobody_publishes_what_they_wrote_anew_and_sent_to_review(noura, khalid):
    """Khalid, to whom it came to review, writes it anew; then it takes somebody who neither wrote nor sent it."""
    opportunity = submit_opportunity(opportunity=drafted(noura), by=noura, at=NOW)
    opportunity = send_back(opportunity=opportunity, by=khalid, at=NOW, reason="أعيد كتابتها بنفسي")
    days = {"starts_on": opportunity.edition.starts_on, "ends_on": opportunity.edition.ends_on}
    change_opportunity(
        opportunity=opportunity, names=("سحور", "Suhoor"), details={"level": "skilled"}, **days
    )
    opportunity = submit_opportunity(opportunity=opportunity, by=khalid, at=NOW + timedelta(hours=1))
    assert opportunity.writers == {noura.pk, khalid.pk}
    for person in (khalid, noura):
        with pytest.raises(OpportunityRefused) as refused:
            publish_opportunity(opportunity=opportunity, by=person, at=NOW + timedelta(hours=2))
        assert codes(refused) == {"own"}
    amal = PersonFactory(name="أمل الزهراني")
    assert publish_opportunity(opportunity=opportunity, by=amal, at=NOW + timedelta(hours=2)).call


def test_everything_that_is_missing_is_said_at_once(noura):
    opportunity = drafted(noura, charter_en=" ", place_ar="", least_age=5)
    with pytest.raises(OpportunityRefused) as refused:
        submit_opportunity(opportunity=opportunity, by=noura, at=MUCH_LATER)
    assert codes(refused) == {"words", "where", "no_shift", "over", "age"}


def test_what_is_done_from_afar_needs_no_place(noura):
    opportunity = drafted(noura, place_ar="", place_en="", region=None, remote=True)
    assert submit_opportunity(opportunity=opportunity, by=noura, at=NOW).state == State.IN_REVIEW


def test_a_review_sends_back_with_a_reason_and_only_a_draft_is_written_anew(noura, khalid):
    opportunity = submit_opportunity(opportunity=drafted(noura), by=noura, at=NOW)
    change = {
        "names": ("اسم", "Name"),
        "starts_on": NOW.date(),
        "ends_on": NOW.date(),
        "details": {"level": "skilled"},
    }
    with pytest.raises(OpportunityRefused):
        change_opportunity(opportunity=opportunity, **change)
    with pytest.raises(OpportunityRefused):
        send_back(opportunity=opportunity, by=khalid, at=NOW, reason="")
    opportunity = send_back(opportunity=opportunity, by=khalid, at=NOW, reason="أين الميثاق؟")
    changed = change_opportunity(opportunity=opportunity, **change)
    assert (str(changed.edition.name_en), changed.level) == ("Name", "skilled")


def test_a_shift_lies_within_the_days_and_brings_its_place(noura):
    opportunity = drafted(noura)
    with pytest.raises(OpportunityRefused) as refused:
        shift(opportunity, days=40)
    assert codes(refused) == {"outside"}
    session = Session.objects.get(edition=opportunity.edition)
    assert (session.place_ar, session.place_en) == (opportunity.place_ar, opportunity.place_en)


def test_a_step_from_elsewhere_is_refused(noura, khalid):
    opportunity = drafted(noura)
    for step in (publish_opportunity, close_opportunity):
        with pytest.raises(OpportunityRefused) as refused:
            step(opportunity=opportunity, by=khalid, at=NOW)
        assert codes(refused) == {"overtaken"}


def test_it_is_found_by_any_spelling(noura, khalid):
    opportunity = published(noura, khalid)
    assert list(Opportunity.objects.said_like("افطار صايم")) == [opportunity]
    assert list(Opportunity.objects.said_like("iftar")) == [opportunity]
    assert not Opportunity.objects.said_like("شجرة").exists()

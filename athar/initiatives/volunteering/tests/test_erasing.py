"""Whoever is erased is held back by what is still open about them, and leaves neither a name in words nor themselves in reports."""

from datetime import timedelta
from decimal import Decimal

import pytest

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.notices.models import Notice
from athar.foundation.notices.operations import tell
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.erasing import erase
from athar.foundation.privacy.facts import ErasureConsidered, PersonErasing
from athar.initiatives.volunteering.choices import InjuryOutcome, InjuryState, Severity
from athar.initiatives.volunteering.models import Cancellation, Injury, Message, Step, WalkIn
from athar.initiatives.volunteering.operations import (
    FollowUp,
    Report,
    add_to_injury,
    decide_expenses,
    follow_up_injury,
    pay_expenses,
    report_injury,
)
from athar.initiatives.volunteering.operations.messaging import COPY
from athar.initiatives.volunteering.tests.factories import NOW, filed, published, volunteer

pytestmark = pytest.mark.django_db
DURING = NOW + timedelta(days=20, hours=1)
AFTER = DURING + timedelta(hours=1)
BLACK = "▇▇▇"


@pytest.fixture
def noura(db):
    return AccountFactory(person__name="نورة العتيبي").person


@pytest.fixture
def opportunity(noura):
    return published(noura, PersonFactory(name="خالد الحربي"), expenses=True)


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


@pytest.fixture
def sara(session):
    return seated(session, name="سارة الزهراني")


def seated(session, **who):
    person = AccountFactory(person=volunteer(**who)).person
    Enrolment.objects.create(edition=session.edition, part="volunteer", person=person, since=NOW)
    take_seat(session=session, person=person, by=person, at=NOW)
    return person


def held_back(person) -> set[str]:
    """Why the room holds on to somebody; that they are expected at the shift is the engine's to say."""
    considered = ErasureConsidered((person.pk,))
    announce(considered)
    return {reason.code for reason in considered.reasons} - {"goes_on"}


def erased(person) -> None:
    fact = PersonErasing((person.pk,), (person.name, 'سارة "أم سعد"'), AFTER)
    announce(fact)
    erase(fact)


def hurt(session, person, by) -> Injury:
    told = Report(happened_at=DURING, happened="تعثّرت بسلك", severity=Severity.DOCTOR)
    return report_injury(session=session, person=person, report=told, by=by, at=AFTER)


def goes(injury, state, by, **more):
    follow_up_injury(injury=injury, step=FollowUp(state=state, **more), by=by, at=AFTER)


def test_an_erasure_waits_until_expenses_are_settled(opportunity, sara, noura, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = filed(opportunity, sara, paper=False)
    assert held_back(sara) == {"expenses_unsettled"}
    decide_expenses(report=report, approves=True, granted=Decimal("42.50"), by=noura, at=AFTER)
    assert held_back(sara) == {"expenses_unsettled"}
    pay_expenses(report=report, paid_on=riyadh_day(AFTER), reference="TR-1", by=noura, at=AFTER)
    assert held_back(sara) == set()


def test_an_erasure_waits_until_a_report_about_them_is_closed(session, sara, noura):
    injury = hurt(session, sara, noura)
    assert held_back(sara) == {"injury_unclosed"}
    goes(injury, InjuryState.IN_CARE, noura)
    assert held_back(sara) == {"injury_unclosed"}
    goes(injury, InjuryState.CLOSED, noura, outcome=InjuryOutcome.RECOVERED)
    assert held_back(sara) == set()
    goes(injury, InjuryState.REOPENED, noura, words="عاد الألم")
    assert held_back(sara) == {"injury_unclosed"}
    assert held_back(noura) == set()


def test_a_report_that_is_only_a_number_waits_for_nobody(session, sara, noura):
    hurt(session, sara, noura)
    assert Injury.objects.waiting().count() == 1
    erased(sara)
    assert Injury.objects.count() == 1
    assert not Injury.objects.waiting().exists()


def test_a_report_about_themselves_does_not_lead_to_them_and_one_about_others_says_who_wrote_it(
    session, sara, noura
):
    hers, about_others = hurt(session, sara, sara), hurt(session, seated(session, name="لينا القحطاني"), sara)
    add_to_injury(injury=hers, words="أشعر بتحسّن", by=sara, people=[sara.pk], at=AFTER)
    goes(hers, InjuryState.IN_CARE, noura, words="عند الطبيب")
    erased(sara)
    for injury in (hers, about_others):
        injury.refresh_from_db()
    assert (hers.person, hers.reported_by, about_others.reported_by) == (None, None, sara)
    assert list(hers.entries.values_list("state", "words", "by")) == [("in_care", "", noura.pk)]


def test_the_copy_of_a_message_in_the_notices_of_a_guardian_names_the_child_no_more(sara, noura):
    both = {"ar": f"{sara.name}، ننتظرك", "en": 'See you, سارة "أم سعد"'}
    tell(noura, COPY, at=AFTER, child=sara.pk, message=1, code="iftar", **both)
    erased(sara)
    facts = Notice.objects.get(person=noura, kind=COPY).facts
    assert (facts["ar"], facts["en"], facts["code"]) == (f"{BLACK}، ننتظرك", f"See you, {BLACK}", "iftar")


def test_whoever_is_named_in_words_of_the_staff_is_blacked_out(opportunity, session, sara, noura):
    words = f"بسبب {sara.name}"
    at = {"by": noura, "at": AFTER}
    Message.objects.create(opportunity=opportunity, selection="all", text_ar=words, **at)
    Cancellation.objects.create(session=session, reason=words, **at)
    WalkIn.objects.create(seat=session.seats.get(), reason=words, **at)
    Step.objects.create(opportunity=opportunity, source="published", target="closed", reason=words, **at)
    erased(sara)
    said = [Message.objects.get().text_ar, *(model.objects.exclude(reason="").get().reason for model in (Cancellation, WalkIn, Step))]  # fmt: skip
    assert said == [f"بسبب {BLACK}"] * 4

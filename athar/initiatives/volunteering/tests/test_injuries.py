"""Somebody is hurt at a shift: it is reported, told, followed up and closed by others; in the end a number is left of it."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from django.db import ProgrammingError, transaction

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import state_attendance, take_seat
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.core.personal import schedules
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.erasing import erase
from athar.foundation.privacy.facts import PersonErasing
from athar.initiatives.volunteering.choices import InjuryOutcome, InjuryState, Severity
from athar.initiatives.volunteering.injuries import (
    Group,
    Numbers,
    folded,
    injuries_of,
    numbers_of,
    participants_of,
)
from athar.initiatives.volunteering.models import Injury, InjuryEntry
from athar.initiatives.volunteering.operations import (
    FollowUp,
    InjuryRefused,
    Report,
    add_to_injury,
    follow_up_injury,
    report_injury,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
DURING = NOW + timedelta(days=20, hours=1)
AFTER = DURING + timedelta(hours=1)


@pytest.fixture
def noura(db):
    return AccountFactory(person__name="نورة العتيبي").person


@pytest.fixture
def session(noura):
    opportunity = published(noura, PersonFactory(name="خالد الحربي"), least_age=15)
    return opportunity.edition.sessions.get()


@pytest.fixture
def seated(session):
    def seated(**changes):
        person = AccountFactory(person=volunteer(**changes)).person
        Enrolment.objects.create(edition=session.edition, part="volunteer", person=person, since=NOW)
        take_seat(session=session, person=person, by=person, at=NOW)
        return person

    return seated


def told(**changes) -> Report:
    said = {"happened_at": DURING, "happened": "تعثّرت بسلك عند سارة الزهراني", "severity": Severity.DOCTOR}
    return Report(**said | changes)


def test_whoever_came_without_a_seat_is_named_until_it_is_stated_that_they_did_not(session, noura):
    walked_in, by_mistake = volunteer(), volunteer()
    for person in (walked_in, by_mistake):
        state(session, person, noura, came=True)
    state(session, by_mistake, noura, came=False)
    assert list(participants_of(session)) == [walked_in]


def state(session, person, by, *, came):
    ends = (
        {"came_at": session.starts_at, "left_at": session.ends_at}
        if came
        else {"came_at": None, "left_at": None}
    )
    state_attendance(session=session, person=person, reason="من الورقة", by=by, at=session.ends_at, **ends)


def reported(session, person, by, **changes) -> Injury:
    return report_injury(session=session, person=person, report=told(**changes), by=by, at=AFTER)


def codes(call, *given, **facts) -> list[str]:
    with pytest.raises(InjuryRefused) as refused:
        call(*given, **facts)
    return [reason.code for reason in refused.value.reasons]


def on(injury, by, **step):
    return follow_up_injury(injury=injury, step=FollowUp(**step), by=by, at=AFTER)


def notices() -> list[tuple[int, str]]:
    return sorted(Notice.objects.filter(kind__contains="injury").values_list("person", "kind"))


def test_whom_it_is_about_and_a_minors_guardian_are_told_at_once_and_nothing_of_health_in_it(
    session, seated, noura
):
    lina = seated(birth_date=(NOW - timedelta(days=365 * 16)).date())
    father = GuardianLinkFactory(child=lina, since=NOW).guardian
    injury = reported(session, lina, noura)
    assert notices() == sorted(
        [(lina.pk, "volunteering.injury_reported"), (father.pk, "volunteering.injury_of_child")]
    )
    facts = Notice.objects.filter(person=father).values_list("facts", flat=True).get()
    assert set(facts) == {"injury", "day", "name_ar", "name_en"}
    assert Injury.objects.with_standing().get(pk=injury.pk).state == InjuryState.REPORTED


def test_every_reason_against_a_report_is_said_at_once(session, seated, noura):
    sara, omar = seated(), PersonFactory(name="عمر الدوسري")
    later = told(happened_at=AFTER + timedelta(minutes=1), happened=" ")
    assert codes(report_injury, session=session, person=omar, report=later, by=noura, at=AFTER) == [
        "not_there", "in_the_future", "nothing_said",
    ]  # fmt: skip
    reported(session, sara, noura)
    assert codes(reported, session, sara, sara) == ["known"]
    assert codes(reported, session, sara, sara, happened_at=session.starts_at - timedelta(hours=4)) == ["far"]


def test_it_goes_from_care_to_its_end_and_back_by_others_than_whom_it_is_about(session, seated, noura):
    sara = seated()
    injury = reported(session, sara, sara)
    assert codes(on, injury, sara, state=InjuryState.CLOSED) == ["own", "no_outcome"]
    assert codes(on, injury, noura, state=InjuryState.REOPENED, days_lost=9999) == [
        "not_from", "nothing_noted", "days",
    ]  # fmt: skip
    on(injury, noura, state=InjuryState.IN_CARE)
    on(injury, noura, words="اتصلت بالطبيب", days_lost=2)
    on(
        injury,
        noura,
        state=InjuryState.CLOSED,
        outcome=InjuryOutcome.RECOVERED,
        words="الحمد لله",
        shared=True,
        days_lost=3,
    )
    assert codes(on, injury, noura, words="أيضًا") == ["closed"]
    add_to_injury(injury=injury, words="عاد الألم", by=sara, people=[sara.pk], at=AFTER)
    on(injury, noura, state=InjuryState.REOPENED, words="عاد الألم")

    [hers] = injuries_of([sara.pk], at=AFTER)
    assert (hers.state, hers.outcome, hers.days_lost) == ("reopened", "recovered", 3)
    assert [entry.words for entry in hers.told] == ["الحمد لله", "عاد الألم"]
    with pytest.raises(ProgrammingError), transaction.atomic():
        InjuryEntry.objects.update(words="غير ذلك")


def test_erasure_drops_name_and_words_and_keeps_the_number(session, seated, noura):
    sara = seated(name="سارة الزهراني")
    hers = reported(session, sara, noura, body="leg", witnesses="خالد")
    others = reported(session, seated(), noura)
    on(hers, noura, words="اتصلت بها", days_lost=4)
    erase(PersonErasing((sara.pk,), (sara.name,), AFTER))
    hers.refresh_from_db()
    assert (hers.person, hers.happened, hers.body, hers.witnesses, hers.severity) == (
        None,
        "",
        "",
        "",
        "doctor",
    )
    assert list(hers.entries.values_list("words", "days_lost")) == [("", 4)]
    others.refresh_from_db()
    assert others.happened == "تعثّرت بسلك عند ▇▇▇"
    assert numbers_of(Injury.objects.all()).whole == Group(2, 4, Counter(doctor=2))
    assert codes(on, hers, noura, words="من هذه؟") == ["nobodys"]


def test_after_its_period_a_number_is_left(session, seated, noura):
    sara = seated()
    injury = reported(session, sara, sara)
    add_to_injury(injury=injury, words="أشعر بتحسّن", by=sara, people=[sara.pk], at=AFTER)
    on(injury, noura, state=InjuryState.IN_CARE, words="عند الطبيب", days_lost=1)
    for schedule in schedules():
        if schedule.retention == "injury":
            assert not schedule.due(DURING).exists()
            schedule.remove(schedule.due(AFTER))
            assert not schedule.due(AFTER).exists()
    injury.refresh_from_db()
    assert (injury.person, injury.reported_by, injury.happened) == (None, None, "")
    assert list(injury.entries.values_list("words", "state", "days_lost", "by")) == [
        ("", "in_care", 1, noura.pk)
    ]


KEYS = count(1)


def group(many: int, **more) -> Group:
    return Group(many, many, Counter(doctor=many), (next(KEYS), "إفطار", "Iftar"), (2027, 1), **more)


def numbers(*groups: Group) -> Numbers:
    whole = sum(one.many for one in groups)
    return Numbers(Group(whole, whole, Counter(doctor=whole)), groups)


def test_nothing_is_told_about_fewer_than_five_nor_can_it_be_reckoned():
    assert folded(numbers()) == folded(numbers(group(4))) == Numbers(None)
    told = folded(numbers(group(5), group(9), group(3)))
    assert ([one.many for one in told.groups], told.rest) == ([9], Group(8, 8))
    told = folded(numbers(group(6), group(2), group(3)))
    assert ([one.many for one in told.groups], told.rest) == ([6], Group(5, 5))
    assert told.whole == Group(11, 11, Counter(doctor=11))
    assert all(one.severities == Counter() for one in told.groups)
    mixed = Numbers(Group(6, 0, Counter(doctor=5, hospital=1)), (Group(6, 0, Counter(doctor=5, hospital=1)),))
    assert folded(mixed).whole == Group(6, 0)

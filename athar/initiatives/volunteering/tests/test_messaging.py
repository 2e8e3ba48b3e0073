"""A message reaches whom its selection means, in each one's language, once; who is left out is kept with the reason."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from athar.engine.journeys.operations import join_waiting_list, mark_attendance
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.notices.models import Notice, Wish
from athar.foundation.people.models import ConsentEvent, GuardianApproval
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.models import Erasure
from athar.initiatives.volunteering.choices import Selection
from athar.initiatives.volunteering.models import Delivery, Message
from athar.initiatives.volunteering.operations import MessageRefused, send_message, sign_up
from athar.initiatives.volunteering.operations.messaging import MOST_AN_HOUR, deliver
from athar.initiatives.volunteering.selecting import selected
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
TEXTS = {"ar": "{الاسم}، ننتظرك في «{الفرصة}» {الوقت}", "en": "{name}, see you at {place}"}


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    opportunity = published(noura, PersonFactory(name="خالد الحربي"), least_age=15)
    session = opportunity.edition.sessions.get()
    session.capacity = 9
    session.save()
    session.counters.update(free=9)
    return opportunity


@pytest.fixture
def session(opportunity):
    return opportunity.edition.sessions.get()


def willing(*, account=True, contact=True, **changes):
    person = volunteer(**changes)
    if account:
        AccountFactory(person=person, language="en")
    ConsentEvent.objects.create(person=person, purpose="contact", given=contact, on=date(2020, 1, 1))
    return person


def seated(session, person):
    sign_up(
        opportunity=session.edition.opportunity, person=person, by=person, at=NOW, answers={"charter": True}, session=session
    )  # fmt: skip
    return person


def send(opportunity, by, *, session=None, selection=Selection.COMING, texts=TEXTS, at=NOW):
    sent = send_message(
        opportunity=opportunity, session=session, selection=selection, texts=texts, by=by, at=at
    )
    deliver(message=sent.pk)
    sent.refresh_from_db()
    return sent


def codes(call) -> list[str]:
    with pytest.raises(MessageRefused) as refused:
        call()
    return [reason.code for reason in refused.value.reasons]


def test_each_reads_it_in_their_language_with_their_own_facts(opportunity, session, noura):
    sara = seated(session, willing())
    sent = send(opportunity, noura, session=session)
    sentences = []
    for language in ("ar", "en"):
        with override(language):
            sentences.append(Notice.objects.get(person=sara).sentence.strip("\u2068\u2069"))
    assert sentences == [
        "سارة الزهراني، ننتظرك في «إفطار» من 12:00 إلى 16:00",
        "Sara Alzahrani, see you at The square",
    ]
    assert sent.finished_at is not None


def test_where_it_is_written_in_one_language_everybody_reads_that_one(opportunity, session, noura):
    sara = seated(session, willing())
    send(opportunity, noura, session=session, texts={"ar": "أهلًا {الاسم}", "en": ""})
    facts = Notice.objects.get(person=sara).facts
    assert facts["ar"] == facts["en"] == "أهلًا سارة الزهراني"


def test_delivering_twice_tells_once_and_what_is_sent_stays(opportunity, session, noura):
    sara = seated(session, willing())
    sent = send(opportunity, noura, session=session)
    deliver(message=sent.pk)
    assert Notice.objects.get(person=sara).many == 1
    for change in ({"text_ar": "غير ذلك"}, {"selection": "all"}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Message.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Delivery.objects.update(outcome="waiting")


def test_who_is_left_out_is_kept_with_the_reason(opportunity, session, noura):
    told, silent, nobody, unwilling, gone = (
        seated(session, willing(**how))
        for how in ({}, {"contact": False}, {"account": False}, {}, {})
    )  # fmt: skip
    Wish.objects.create(person=unwilling, kind="volunteering.message", way="none")
    then = NOW - timedelta(days=30)
    Erasure.objects.create(
        person=gone, asked_at=then, due_at=then + timedelta(days=7), done_at=then + timedelta(days=8)
    )
    sent = send(opportunity, noura, session=session)
    assert dict(sent.deliveries.values_list("person", "outcome")) == {
        told.pk: "told", silent.pk: "no_consent", nobody.pk: "no_account", unwilling.pk: "unwanted", gone.pk: "erased",
    }  # fmt: skip
    assert set(Notice.objects.values_list("person", flat=True)) == {told.pk}


def test_the_guardian_of_a_minor_gets_a_copy_whoever_reads_the_childs_own_pages(opportunity, session, noura):
    lina = willing(account=False, birth_date=(NOW - timedelta(days=365 * 16)).date())
    guardian = GuardianLinkFactory(child=lina, since=NOW - timedelta(days=300)).guardian
    GuardianApproval.objects.create(
        child=lina, guardian=guardian, initiative="", approved_on=date(2026, 1, 1)
    )
    seated(session, lina)
    sent = send(opportunity, noura, session=session)
    delivery = sent.deliveries.get()
    assert (delivery.outcome, delivery.copies) == ("no_account", 1)
    with override("en"):
        assert Notice.objects.get(person=guardian).sentence.startswith("To a child you speak for: ")


def test_a_selection_means_those_it_names(opportunity, session, noura):
    came, missing = seated(session, willing()), seated(session, willing())
    session.counters.update(free=0)
    waiting, elsewhere = willing(), willing()
    for person in (waiting, elsewhere):
        sign_up(opportunity=opportunity, person=person, by=person, at=NOW, answers={"charter": True})
    join_waiting_list(session=session, person=waiting, at=NOW)
    later = session.starts_at + timedelta(minutes=30)

    def keys(selection, at=NOW, session=session):
        return selected(opportunity, selection, at=at, session=session)

    everybody = sorted(one.pk for one in (came, missing, waiting, elsewhere))
    assert keys(Selection.COMING) == sorted([came.pk, missing.pk])
    assert keys(Selection.WAITING) == [waiting.pk]
    assert keys(Selection.CHOSEN, session=None) == keys(Selection.ALL, session=None) == everybody
    assert keys(Selection.ALL) == everybody[:3]
    assert keys(Selection.MISSING) == []
    mark_attendance(seat=session.seats.get(person=came), leaves=False, by=noura, at=session.starts_at)
    assert keys(Selection.MISSING, later) == [missing.pk]
    assert keys(Selection.CHECKED_IN, later) == [came.pk]


def test_every_reason_against_a_message_is_said_and_nothing_is_sent(opportunity, session, noura):
    assert codes(lambda: send(opportunity, noura, selection=Selection.MISSING, texts={"ar": "", "en": " "})) == [
        "empty", "selection", "nobody",
    ]  # fmt: skip
    seated(session, willing())
    assert codes(lambda: send(opportunity, noura, texts={"ar": "{الوقت} {", "en": ""})) == ["field", "brace"]
    assert not Message.objects.exists()


def test_the_same_look_sends_one_message_and_it_counts_once(opportunity, session, noura):
    seated(session, willing())
    said = {
        "opportunity": opportunity,
        "session": session,
        "selection": Selection.COMING,
        "texts": TEXTS,
        "by": noura,
    }
    sent = [
        send_message(**said, at=NOW + timedelta(minutes=one), look="once") for one in range(MOST_AN_HOUR + 1)
    ]
    assert {one.pk for one in sent} == {Message.objects.get().pk}
    with pytest.raises(DatabaseError, match="a_look_sends_one_message"), transaction.atomic():
        Message.objects.create(
            opportunity=opportunity, selection="all", text_en="Hello", by=noura, at=NOW, look="once"
        )


def test_no_more_than_some_go_out_within_an_hour(opportunity, session, noura):
    seated(session, willing())
    for number in range(MOST_AN_HOUR):
        send(opportunity, noura, session=session, at=NOW + timedelta(minutes=number))
    assert codes(lambda: send(opportunity, noura, session=session, at=NOW + timedelta(minutes=59))) == [
        "too_many"
    ]
    send(opportunity, noura, session=session, at=NOW + timedelta(minutes=61))

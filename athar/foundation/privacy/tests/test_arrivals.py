"""A request that came by letter, by phone or in person runs from the day it came, and goes the same path as any other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import Error, transaction

from athar.foundation.core.dates import DateRefused
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import IdentityCheck, Purpose
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.operations import merge
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy.arrivals import OLDEST, Received, Wanted, record_request
from athar.foundation.privacy.choices import ArrivalChannel, RequestKind, RequestStepKind
from athar.foundation.privacy.models import Arrival, Request
from athar.foundation.privacy.queries import persons_like
from athar.foundation.privacy.requests import RequestRefused, deadline_of, note_step

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
TODAY = date(2026, 3, 10)


def letter(on=date(2026, 3, 4), **more):
    return Received(**({"channel": ArrivalChannel.LETTER, "on": on, "checked": IdentityCheck.COPY} | more))


ACCESS = Wanted(RequestKind.ACCESS, text="ما الذي تحفظونه عني؟")


@pytest.fixture
def sara(db):
    return AccountFactory(person__name="سارة الزهراني", person__birth_date=date(1999, 4, 5)).person


@pytest.fixture
def fahad(db):
    return PersonFactory(name="فهد الدوسري", birth_date=date(1978, 1, 1))


def record(sara, fahad, **more):
    facts = {"person": sara, "asked_by": sara, "wanted": ACCESS, "received": letter(), "by": fahad, "at": NOW}
    return record_request(**(facts | more))


def refused(*people, **more):
    with pytest.raises(RequestRefused) as refusal:
        record(*people, **more)
    return [reason.code for reason in refusal.value.reasons]


def test_the_thirty_days_run_from_the_day_it_came_and_not_from_its_recording(sara, fahad):
    request = record(sara, fahad)
    found = deadline_of(Request.objects.whole().get(), at=NOW)
    assert (found.due_on, found.days) == (date(2026, 4, 3), 24)
    arrival = Arrival.objects.get(request=request)
    assert (arrival.channel, arrival.by, arrival.at) == (ArrivalChannel.LETTER, fahad, NOW)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (TODAY + timedelta(days=1), ["in_the_future"]),
        (TODAY - OLDEST - timedelta(days=1), ["too_old"]),
    ],
    ids=["tomorrow", "long ago"],
)
def test_it_came_neither_tomorrow_nor_long_ago(sara, fahad, on, codes):
    assert refused(sara, fahad, received=letter(on)) == codes
    assert not Request.objects.exists()


@pytest.mark.parametrize("on", [TODAY, TODAY - OLDEST], ids=["today", "a year ago"])
def test_the_first_and_the_last_day_on_which_it_may_have_come(sara, fahad, on):
    assert deadline_of(record(sara, fahad, received=letter(on)), at=NOW).due_on == on + timedelta(days=30)


def test_people_ask_about_themselves_and_guardians_about_their_child(sara, fahad):
    lina = PersonFactory(name="لينا الخالدي", birth_date=date(2015, 9, 9))
    assert refused(sara, fahad, person=lina) == ["not_theirs"]
    assert refused(lina, fahad) == ["minor"]
    GuardianApproval.objects.create(child=lina, guardian=sara, approved_on=date(2023, 1, 1))
    assert record(sara, fahad, person=lina).asked_by == sara


def test_nobody_records_their_own_request_and_one_without_words_is_none(sara, fahad):
    assert refused(sara, fahad, by=sara, wanted=Wanted(RequestKind.ACCESS, text=" ")) == ["own", "no_words"]


def test_a_correction_is_read_like_any_and_carried_out_on_acceptance(sara, fahad):
    birth = Wanted(RequestKind.CORRECTION, fact="birth_date", value="٦/٤/١٩٩٩")
    paper = ContentFile(b"%PDF-1.7", name="letter.pdf")
    request = record(sara, fahad, wanted=birth, evidence=paper)
    assert (request.old, request.new, bool(request.evidence)) == ("1999-04-05", "1999-04-06", True)
    assert refused(sara, fahad, wanted=birth) == ["asked_already"]
    note_step(request=request, kind=RequestStepKind.ACCEPTED, text="كما في الوثيقة.", by=fahad, at=NOW)
    sara.refresh_from_db()
    assert sara.birth_date == date(1999, 4, 6)


def test_a_value_that_is_none_is_refused_before_anything_is_kept(sara, fahad):
    with pytest.raises(DateRefused):
        record(sara, fahad, wanted=Wanted(RequestKind.CORRECTION, fact="birth_date", value="1420-01-01"))
    assert not Request.objects.exists()


def test_whoever_asked_is_told_by_when_they_are_answered_even_at_night(sara, fahad, settings):
    settings.EMAIL_HOST, settings.ATHAR_DEMO = "mail.example.org", False
    night = datetime(2026, 3, 10, 22, tzinfo=UTC)
    consent = Wanted(RequestKind.WITHDRAWAL, text="لا تراسلوني.", purpose=Purpose.CONTACT)
    record(sara, fahad, wanted=consent, at=night)
    [told] = Notice.objects.filter(person=sara)
    assert (told.kind, told.due_at) == ("privacy.request_recorded", night)
    assert told.facts["due"] == "2026-04-03T00:00:00+03:00"


def test_how_it_came_stays_as_it_was_recorded(sara, fahad):
    record(sara, fahad)
    with pytest.raises(Error, match="how_a_request_came_stays"), transaction.atomic():
        Arrival.objects.update(received_on=TODAY)


def test_one_row_of_each_human_is_found_in_any_spelling_and_by_address(sara, fahad):
    same = PersonFactory(name="ساره الزهرانى")
    merge(person=same, into=sara, by=fahad, at=NOW)
    sara.email = "sara@example.org"
    sara.save()
    for words in ("ساره الزهرانى", "سارة", "SARA@example"):
        assert list(persons_like(words)) == [sara]
    assert list(persons_like("عمر")) == []


def test_a_whole_address_finds_its_holder_alone_and_no_letters_find_nobody(sara):
    sara.email = "sara@example.org"
    sara.save()
    PersonFactory(name="عمر الغامدي", name_latin="Sara Example Organ", email="omar@example.org")
    assert list(persons_like("sara@example.org")) == [sara]
    assert list(persons_like("...")) == []

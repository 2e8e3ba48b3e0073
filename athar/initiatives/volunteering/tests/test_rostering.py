"""A roster is looked for by a job, changed by hand under every rule, made anew with what is locked, and published once."""

from datetime import timedelta

import pytest

from athar.engine.journeys.models import Enrolment, Seat, SeatCounter
from athar.engine.journeys.operations import take_seat
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.models import Roster
from athar.initiatives.volunteering.operations import (
    RosterRefused,
    ask_availability,
    ask_for_roster,
    lock,
    move_placements,
    place,
    publish_roster,
    say_availability,
    solve_roster,
    take_out,
)
from athar.initiatives.volunteering.rosters import board_of, penalties_of, places_in
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    """Three shifts on three days: of two seats, of one, and of one."""
    made = published(noura, PersonFactory(name="خالد الحربي"))
    shift(made, days=21, capacity=1)
    shift(made, days=22, capacity=1)
    ask_availability(opportunity=made, until=NOW + timedelta(days=9), by=noura, at=NOW)
    return made


@pytest.fixture
def shifts(opportunity):
    return list(opportunity.edition.sessions.order_by("starts_at"))


@pytest.fixture
def saying(opportunity, shifts):
    """Somebody who takes part and says something of each shift, in one letter: can, prefers, no."""
    letters = {"c": Can.CAN, "p": Can.PREFERS, "n": Can.CANNOT}

    def saying(name, letters_of_shifts, most=None):
        person = AccountFactory(person=volunteer(name=name)).person
        Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=NOW)
        answers = {one.pk: letters[letter] for one, letter in zip(shifts, letters_of_shifts, strict=False)}
        if answers:
            say_availability(opportunity=opportunity, people=[person.pk], answers=answers, most=most, at=NOW)
        return person

    return saying


def found(opportunity, by, **more):
    asked = ask_for_roster(opportunity=opportunity, by=by, at=NOW, seconds=2, **more)
    solve_roster(roster=asked.pk)
    return Roster.objects.get(pk=asked.pk)


def who_stands(roster):
    rows = roster.placements.select_related("person", "session")
    return sorted((row.session.starts_at.date(), row.person.name) for row in rows)


def codes(call, **facts) -> list[str]:
    with pytest.raises(RosterRefused) as refused:
        call(**facts)
    return [reason.code for reason in refused.value.reasons]


def test_a_roster_is_found_changed_made_anew_and_published(opportunity, shifts, saying, noura, monkeypatch):
    monkeypatch.setattr("athar.initiatives.volunteering.operations.rostering.timezone.now", lambda: NOW)
    first, second, third = shifts
    sara, reem, omar = saying("سارة", "pcc", most=1), saying("ريم", "cpn"), saying("عمر", "")
    days = [one.starts_at.date() for one in shifts]

    roster = found(opportunity, noura)
    # Sara wants one shift, Reem cannot take the third, and Omar said nothing: one place stays empty.
    assert [gap["session"] for gap in roster.outcome["gaps"]] == [third.pk]
    assert roster.outcome["cost"] == roster.outcome["bound"] == 101
    assert who_stands(roster) == [(days[0], "ريم"), (days[0], "سارة"), (days[1], "ريم")]
    assert not Seat.objects.exists()
    placements = {(row.person_id, row.session_id): row for row in roster.placements.all()}
    assert penalties_of(board_of(opportunity, at=NOW), list(placements)) == roster.outcome["penalties"]

    by_hand = {"roster": roster, "by": noura, "at": NOW}
    assert codes(place, person=reem.pk, session=third.pk, **by_hand) == ["cannot"]
    assert codes(place, person=sara.pk, session=second.pk, **by_hand) == ["most", "full"]
    assert codes(place, person=reem.pk, session=first.pk, **by_hand) == ["there"]
    of_sara = [placements[sara.pk, first.pk].pk]
    assert codes(move_placements, placements=of_sara, session=second.pk, **by_hand) == ["full"]
    place(person=omar.pk, session=third.pk, **by_hand)
    take_out(roster=roster, placements=[placements[reem.pk, first.pk].pk])
    lock(roster=roster, placements=[placements[reem.pk, second.pk].pk], locked=True)
    now = penalties_of(board_of(opportunity, at=NOW), places_in(roster.placements.all()))
    assert now == {"under": 100, "prefers": 0, "fairness": 0}

    again = found(opportunity, noura, based_on=roster)
    assert again.outcome["before"] == now
    assert who_stands(again) == [(days[0], "ريم"), (days[0], "سارة"), (days[1], "ريم"), (days[2], "عمر")]
    assert again.placements.filter(locked=True).count() == 2

    # Somebody takes a seat of the first shift meanwhile: whoever stands there last is refused, and the others have theirs.
    hind = saying("هند", "")
    take_seat(session=first, person=hind, by=hind, at=NOW)
    done = publish_roster(roster=again, by=noura, at=NOW)
    assert [len(done.seats), [[reason.code for reason in reasons] for reasons in done.refused.values()]] == [
        3,
        [["full"]],
    ]
    assert Notice.objects.filter(kind="volunteering.rostered").count() == 3
    assert set(SeatCounter.objects.values_list("free", flat=True)) == {0}
    twice = publish_roster(roster=again, by=noura, at=NOW)
    assert (twice.seats, len(twice.refused), Seat.objects.count()) == ([], 1, 4)
    assert codes(take_out, roster=again, placements=[]) == ["published"]


def test_a_search_is_found_once_and_says_why_it_cannot_be_asked_for(opportunity, saying, noura):
    asking = {"opportunity": opportunity, "by": noura, "at": NOW}
    assert codes(ask_for_roster, seconds=1000, **asking) == ["nobody", "seconds"]
    saying("سارة", "ccc")
    roster = ask_for_roster(seconds=1, **asking)
    assert codes(ask_for_roster, seconds=1, **asking) == ["searching"]
    assert codes(take_out, roster=roster, placements=[]) == ["searching"]
    assert codes(publish_roster, roster=roster, by=noura, at=NOW) == ["empty"]

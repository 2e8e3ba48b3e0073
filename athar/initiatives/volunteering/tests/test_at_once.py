"""Two at one moment: workers tell whoever has a seat once, and a roster and whoever signs up do not wait in a circle."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from athar.engine.journeys.models import Enrolment, Seat
from athar.engine.journeys.operations import take_seat_within
from athar.engine.journeys.operations.asking import part_in
from athar.engine.journeys.tests.test_rush import at_once, rush_database  # noqa: F401 -- a fixture
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Delivery, Inquiry, Placement, Reminder, Roster
from athar.initiatives.volunteering.operations import publish_roster, remind, sign_up, wrap_up
from athar.initiatives.volunteering.operations.messaging import deliver
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, volunteer

pytestmark = pytest.mark.usefixtures("rush_database")


@pytest.fixture
def seat(rush_database):  # noqa: F811 -- the fixture itself
    opportunity, person = (
        published(PersonFactory(), PersonFactory()),
        AccountFactory(person=volunteer()).person,
    )
    return sign_up(
        opportunity=opportunity, person=person, by=person, at=NOW, answers={"charter": True},
        session=opportunity.edition.sessions.get(),
    ).seat  # fmt: skip


def test_two_workers_remind_ask_and_deliver_once(seat):
    session = seat.session
    message = session.edition.opportunity.messages.create(
        selection="coming", text_en="See you there", by=seat.person, at=NOW
    )
    Delivery.objects.create(message=message, person=seat.person, outcome="waiting", at=NOW)
    before, after = session.starts_at - timedelta(hours=2), session.ends_at + timedelta(hours=3)
    for work in (
        partial(remind, session=session.pk, at=before),
        partial(wrap_up, session=session.pk, at=after),
        partial(deliver, message=message.pk),
    ):
        assert at_once([work] * 3) == ["done"] * 3
        work()
    assert (Reminder.objects.count(), Inquiry.objects.count(), Delivery.objects.get().outcome) == (
        1,
        1,
        "no_consent",
    )
    kinds = ("volunteering.shift_soon", "volunteering.not_seen_to_come")
    assert list(Notice.objects.filter(person=seat.person).order_by("pk").values_list("kind", "many")) == [
        (kind, 1) for kind in kinds
    ]


@pytest.fixture
def roster(rush_database):  # noqa: F811 -- the fixture itself
    """Sara stands in the first shift, Layan in the second."""
    noura = PersonFactory()
    opportunity = published(noura, PersonFactory(), code="iftar-by-roster")
    shift(opportunity, days=22)
    made = Roster.objects.create(opportunity=opportunity, by=noura, at=NOW, seconds=1, finished_at=NOW)
    for session in opportunity.edition.sessions.order_by("starts_at"):
        person = AccountFactory(person=volunteer()).person
        Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=NOW)
        Placement.objects.create(roster=made, person=person, session=session)
    return made


def until_somebody_waits() -> None:
    """Whoever waits for a row, in this database."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _try in range(400):
        with connection.cursor() as cursor:
            # What a transaction has seen of others, it sees again, unless it forgets.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("nobody waits")


def test_a_roster_is_published_while_somebody_in_it_takes_a_seat_of_another_shift(roster):
    of_sara, of_layan = roster.placements.order_by("session__starts_at")
    first, layan = of_sara.session, of_layan.person
    publishing = [partial(publish_roster, roster=roster, by=roster.by, at=NOW)]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            part_in(first, layan, at=NOW)
            done = pool.submit(at_once, publishing)
            until_somebody_waits()
            take_seat_within(session=first, person=layan, by=layan, at=NOW)
        assert done.result(20) == ["done"]
    seats = Seat.objects.taken().filter(session__in=[first, of_layan.session])
    assert set(seats.values_list("person", "session")) == {
        (of_sara.person_id, first.pk), (layan.pk, first.pk), (layan.pk, of_layan.session_id),
    }  # fmt: skip

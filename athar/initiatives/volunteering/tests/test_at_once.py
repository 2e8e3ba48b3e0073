"""Two workers look at one shift at one moment: whoever has a seat is told once."""

from datetime import timedelta
from functools import partial

import pytest

from athar.engine.journeys.tests.test_rush import at_once, rush_database  # noqa: F401 -- a fixture
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import Delivery, Inquiry, Reminder
from athar.initiatives.volunteering.operations import remind, sign_up, wrap_up
from athar.initiatives.volunteering.operations.messaging import deliver
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

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

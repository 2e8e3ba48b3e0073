"""What was over before a journey begins."""

from datetime import timedelta

from django.utils import timezone

from athar.engine.journeys.models import Session
from athar.engine.journeys.operations import state_attendance
from athar.engine.register.models import Initiative
from athar.foundation.people.models import Account, Organisation, Person
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.tests.factories import published


def past_opportunity(code: str, **details) -> tuple[Opportunity, Session]:
    """An opportunity of Noura's with one shift two days ago, at which Sara was."""
    noura, khalid, sara = (by_name(key) for key in ("noura", "khalid", "sara"))
    opportunity = published(
        noura, khalid, at=timezone.now() - timedelta(days=22), code=code, initiative=Initiative.objects.first(),
        organisation=Organisation.objects.first(), **details,
    )  # fmt: skip
    session = opportunity.edition.sessions.get()
    came(session, sara)
    return opportunity, session


def came(session: Session, person: Person) -> None:
    """Noura states that somebody was there from beginning to end."""
    state_attendance(
        session=session, person=person, came_at=session.starts_at, left_at=session.ends_at, reason="من الورقة", by=by_name("noura"),
        at=timezone.now(),
    )  # fmt: skip


def by_name(key: str) -> Person:
    return Account.objects.select_related("person").get(email=f"{key}@example.org").person

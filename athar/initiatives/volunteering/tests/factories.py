from datetime import UTC, date, datetime, timedelta

from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.engine.register.models import Initiative
from athar.foundation.people.models import ConsentEvent, Organisation, Person
from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    add_shift,
    draft_opportunity,
    publish_opportunity,
    submit_opportunity,
)

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
WHOLE = {
    "level": "general", "field": "food",
    "summary_ar": "إفطار صائم", "summary_en": "Iftar for people who fast",
    "description_ar": "نستقبل الصائمين كل ليلة.", "description_en": "We welcome people who fast every night.",
    "charter_ar": "ألتزم بالموعد.", "charter_en": "I keep the time.",
    "place_ar": "ساحة الحرم", "place_en": "The square",
}  # fmt: skip


def drafted(
    by: Person,
    *,
    code: str = "iftar",
    at: datetime = NOW,
    organisation: Organisation | None = None,
    initiative: Initiative | None = None,
    **details,
) -> Opportunity:
    """A draft that says all it must, three weeks ahead, with one shift of four hours and two seats."""
    first = (at + timedelta(days=20)).date()
    opportunity = draft_opportunity(
        initiative=initiative or InitiativeFactory(), organisation=organisation or OrganisationFactory(), code=code, names=("إفطار", "Iftar"),
        starts_on=first, ends_on=first + timedelta(days=5), by=by,
        details=WHOLE | {"region": Region.objects.first()} | details,
    )  # fmt: skip
    shift(opportunity, at=at)
    return opportunity


def shift(
    opportunity: Opportunity,
    *,
    days: int = 20,
    hours: float = 0,
    capacity: int = 2,
    at: datetime = NOW,
    **more,
):
    starts_at = at + timedelta(days=days, hours=hours)
    return add_shift(
        opportunity=opportunity, names=("وردية", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=4),
        capacity=capacity, **more,
    )  # fmt: skip


def published(writer: Person, reviewer: Person, *, at: datetime = NOW, **changes) -> Opportunity:
    opportunity = submit_opportunity(opportunity=drafted(writer, at=at, **changes), by=writer, at=at)
    return publish_opportunity(opportunity=opportunity, by=reviewer, at=at)


def volunteer(**changes) -> Person:
    """Somebody of age who agreed to take part."""
    person = PersonFactory(
        **{"birth_date": datetime(1995, 5, 1, tzinfo=UTC).date(), "gender": "female"} | changes
    )
    ConsentEvent.objects.create(person=person, purpose="participation", given=True, on=date(2020, 1, 1))
    return person

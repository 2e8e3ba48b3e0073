"""Who and what a rush is about: people of age, an opportunity that takes everybody, its shifts."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

DAYS, HOURS, SEATS = 900, 2, 20  # of the opportunity, of a shift, of a small shift
WORDS = {
    "summary_ar": "إفطار صائم", "summary_en": "Iftar for people who fast", "description_ar": "نستقبل الصائمين كل ليلة.",
    "description_en": "We welcome people who fast every night.", "charter_ar": "ألتزم بالموعد.", "charter_en": "I keep the time.",
    "place_ar": "ساحة الحرم", "place_en": "The square", "level": "general", "field": "food",
}  # fmt: skip


def opportunity(code: str) -> Any:
    """A published opportunity that takes everybody, three weeks ahead, with one small shift on its first day."""
    from athar.engine.register import catalogue
    from athar.engine.register.models import Initiative
    from athar.foundation.people.models import Organisation
    from athar.foundation.places.models import Region
    from athar.initiatives.volunteering.operations import (
        draft_opportunity,
        publish_opportunity,
        submit_opportunity,
    )

    catalogue.load()
    at, [noura, khalid] = timezone.now(), people(2)
    body, _new = Organisation.objects.get_or_create(
        code="rush", defaults={"kind": "association", "name_ar": "جمعية", "name_en": "Association"}
    )
    first = (at + timedelta(days=20)).date()
    made = draft_opportunity(
        initiative=Initiative.objects.order_by("pk")[0], organisation=body, code=code, names=("إفطار", "Iftar"), starts_on=first,
        ends_on=first + timedelta(days=DAYS), by=noura, details=WORDS | {"region": Region.objects.order_by("pk")[0]},
    )  # fmt: skip
    shift(made, 0, SEATS)
    made = submit_opportunity(opportunity=made, by=noura, at=at)
    return publish_opportunity(opportunity=made, by=khalid, at=at)


def shift(opportunity: Any, number: int, capacity: int, buckets: int = 1) -> Any:
    """A shift at a time of its own: nobody is kept from one by another."""
    from athar.initiatives.volunteering.operations import add_shift

    begin = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=22)
    starts_at = begin + timedelta(hours=HOURS * number)
    return add_shift(
        opportunity=opportunity, names=("وردية", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=HOURS),
        capacity=capacity, buckets=buckets,
    )  # fmt: skip


def people(many: int) -> list[Any]:
    """People of age who agreed to take part; their keys follow one another."""
    from athar.foundation.people.models import ConsentEvent, Person

    made = [
        Person(name=f"متطوعة {number}", gender="female", birth_date=date(1995, 5, 1))
        for number in range(many)
    ]
    for person in made:
        person.derive_keys()
    made = Person.objects.bulk_create(made, batch_size=5_000)
    ConsentEvent.objects.bulk_create(
        [
            ConsentEvent(person=person, purpose="participation", given=True, on=date(2020, 1, 1))
            for person in made
        ],
        batch_size=5_000,
    )
    return made


def enrolled(opportunity: Any, people: Sequence[Any]) -> list[Any]:
    """They take part already: only the seat is left to take."""
    from athar.engine.journeys.models import Enrolment

    since = timezone.now() - timedelta(minutes=1)
    return Enrolment.objects.bulk_create(
        [
            Enrolment(edition=opportunity.edition, part="volunteer", person=person, since=since)
            for person in people
        ],
        batch_size=5_000,
    )


def signed_in(people: Sequence[Any]) -> list[str]:
    """A session of each, as signing in leaves it in the database; returns their keys."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    from athar.foundation.people.models import Account

    accounts = [Account(person=person, email=f"rush-{person.pk}@example.org") for person in people]
    for account in accounts:
        account.set_unusable_password()
    accounts = Account.objects.bulk_create(accounts, batch_size=5_000)
    until, store = timezone.now() + timedelta(days=1), SessionStore()
    rows = [
        Session(session_key=secrets.token_hex(16), expire_date=until, session_data=store.encode({
            SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: "athar.web.ui.viewer.Accounts",
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }))
        for account in accounts
    ]  # fmt: skip
    return [row.session_key for row in Session.objects.bulk_create(rows, batch_size=5_000)]

"""What each purpose says stops with a withdrawal really stops, in whatever exists of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from athar.analytics.metrics import Period
from athar.direction.content.tests.saying import said
from athar.direction.strategy import headlines, measuring
from athar.engine.ledger.models import Record
from athar.engine.ledger.posting import post
from athar.engine.ledger.rows import facts_of
from athar.foundation.core.dates import riyadh_day
from athar.foundation.identity.models import Dispatch
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import Purpose
from athar.foundation.people.models import Person
from athar.foundation.privacy import queries
from athar.foundation.privacy.operations import set_consent
from athar.foundation.privacy.values import known_by

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def sara():
    return Person.objects.get(email="sara@example.org")


def withdraw(person, purpose, at):
    set_consent(person=person, purpose=purpose, given=True, by=person, at=at - timedelta(minutes=1))
    set_consent(person=person, purpose=purpose, given=False, by=person, at=at)


def year_of(at):
    found = measuring.measure(headlines.YEAR, Period.year(riyadh_day(at).year))
    return {code: figure.value for code, figure in found.items()}, found


def approved_hours_of(sara, at):
    """One more day of hours as she did before, on the day of ``at``, entered by one and approved by another."""
    people = queries.rows_of_human(sara, at=at)
    like = (
        Record.objects.select_related("initiative", "edition", "organisation", "region", "person", "evidence")
        .filter(person__in=people, kind="hours", corrects=None)
        .latest("occurred_on")
    )
    facts = facts_of(like)._replace(occurred_on=riyadh_day(at), external_id=None, session="withdrawal")
    entered, approved = (Person.objects.get(email=f"{key}@example.org") for key in ("noura", "khalid"))
    post([facts], entered_by=entered, entered_at=at, approved_by=approved, approved_at=at)


def test_taking_part_after_the_withdrawal_counts_in_no_figure_and_before_it_in_all(sara):
    at = timezone.now()
    counted, _ = year_of(at)
    approved_hours_of(sara, at - timedelta(days=2))
    before, _ = year_of(at)
    assert before != counted
    withdraw(sara, Purpose.PARTICIPATION, at - timedelta(days=1))
    assert year_of(at)[0] == before
    approved_hours_of(sara, at)
    after, figures = year_of(at)
    assert after == before
    assert "consent_withdrawn" in {
        line["reason"] for figure in figures.values() for line in figure.exclusions
    }


def test_after_the_withdrawal_of_contact_news_reaches_nobody_by_message(sara, settings, tmp_path):
    """News are read on the site and as a feed; nothing that is published writes to anybody, consenting or not."""
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": store}
    withdraw(sara, Purpose.CONTACT, timezone.now())
    people = queries.rows_of_human(sara, at=timezone.now())
    assert (
        not queries.consenting(Purpose.CONTACT, on=riyadh_day(timezone.now())).filter(pk__in=people).exists()
    )
    written, told = Dispatch.objects.count(), Notice.objects.filter(person__in=people).count()
    writer, publisher = (Person.objects.get(email=f"{key}@example.org") for key in ("noura", "saad"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        said("news", "open-day", writer=writer, publisher=publisher)
    assert (Dispatch.objects.count(), Notice.objects.filter(person__in=people).count()) == (written, told)
    assert mail.outbox == []


def test_what_leaves_for_research_holds_nobody(sara):
    """The only data that leaves the house is that of published reports: it names no person, withdrawn or not."""
    from athar.direction.reporting.models import FrozenData

    withdraw(sara, Purpose.RESEARCH, timezone.now())
    people = queries.rows_of_human(sara, at=timezone.now())
    values = [
        *known_by(people),
        *(str(ref) for ref in Person.objects.filter(pk__in=people).values_list("ref", flat=True)),
    ]
    published = [str(row) for row in FrozenData.objects.values()]
    assert published
    assert [value for value in values if any(value in text for text in published)] == []

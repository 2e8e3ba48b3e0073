from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from athar.engine.credentials.models import HoursCertificate, VolunteerCard
from athar.foundation.people.tests.factories import PersonFactory


class HoursCertificateFactory(factory.django.DjangoModelFactory):
    """Of four hours in one record. Which record is no matter here: a certificate of records that are not there has none left."""

    class Meta:
        model = HoursCertificate

    person = factory.SubFactory(PersonFactory)
    positions = (0,)
    hours = Decimal(4)
    first_on = last_on = date(2024, 3, 18)
    issued_at = datetime(2024, 4, 1, 9, tzinfo=UTC)


class VolunteerCardFactory(factory.django.DjangoModelFactory):
    """One that shows nothing; whoever has one already keeps it."""

    class Meta:
        model = VolunteerCard
        django_get_or_create = ("person",)

    person = factory.SubFactory(PersonFactory)
    since = datetime(2024, 4, 1, 9, tzinfo=UTC)

from datetime import timedelta

import factory
from django.utils import timezone

from athar.foundation.admissions.models import GuardianInvitation, GuardianLink
from athar.foundation.identity.choices import Channel
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory


class GuardianInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GuardianInvitation

    child = factory.SubFactory(PersonFactory)
    channel = Channel.EMAIL
    address = factory.Sequence(lambda n: f"guardian{n}@example.org")
    token_hash = factory.Sequence(lambda n: n.to_bytes(32, "big"))
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda sent: sent.sent_at + timedelta(days=7))


class GuardianLinkFactory(factory.django.DjangoModelFactory):
    """Waits for staff; with ``since`` it holds."""

    class Meta:
        model = GuardianLink

    child = factory.SubFactory(PersonFactory)
    guardian = factory.LazyFunction(lambda: AccountFactory().person)
    relation = "father"
    claimed_at = factory.LazyFunction(timezone.now)

from datetime import timedelta

import factory
from django.utils import timezone

from athar.foundation.admissions.models import (
    GuardianInvitation,
    GuardianLink,
    Invitation,
    Registration,
    Step,
)
from athar.foundation.admissions.models.invitation import EMAIL
from athar.foundation.core.crypto import lookup_hash
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


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Waits for staff."""

    class Meta:
        model = Registration
        skip_postgeneration_save = True

    applicant = factory.LazyFunction(lambda: AccountFactory().person)
    kind = "university"
    name_ar = factory.Sequence(lambda n: f"جامعة المثال {n}")
    name_en = factory.Sequence(lambda n: f"Example University {n}")
    licence = factory.Sequence(lambda n: f"{4_120_000 + n}")
    region_id = "SA-01"
    phone = "+966500000418"
    wish = "فرص تطوعية لطلبة الجامعة"
    submitted_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def submitted(self, _create, _extracted, **_more):
        Step.objects.create(registration=self, kind="submitted", by=self.applicant, at=self.submitted_at)


class InvitationFactory(factory.django.DjangoModelFactory):
    """Of a partner's manager, by an administrator or a manager of that organisation whom the caller names."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    email_hash = factory.LazyAttribute(lambda sent: lookup_hash(sent.email, purpose=EMAIL))
    role = "partner_manager"
    reason = "تكليف"
    language = "ar"
    token_hash = factory.Sequence(lambda n: (n + 1_000_000).to_bytes(32, "big"))
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda sent: sent.sent_at + timedelta(days=7))

from datetime import timedelta

import factory
from django.utils import timezone

from athar.foundation.core.crypto import lookup_hash
from athar.foundation.gate.key_rules import SHOWN, new_secret
from athar.foundation.gate.keys import PURPOSE
from athar.foundation.gate.models import AccessKey
from athar.foundation.people.tests.factories import AccountFactory


class AccessKeyFactory(factory.django.DjangoModelFactory):
    """A key for reading records."""

    class Meta:
        model = AccessKey
        exclude = ("secret",)

    secret = factory.LazyFunction(new_secret)
    account = factory.SubFactory(AccountFactory)
    name = "تطبيق الحضور"
    beginning = factory.LazyAttribute(lambda key: key.secret[:SHOWN])
    secret_hash = factory.LazyAttribute(lambda key: lookup_hash(key.secret, purpose=PURPOSE))
    scopes = ["records.read"]
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda key: key.created_at + timedelta(days=30))

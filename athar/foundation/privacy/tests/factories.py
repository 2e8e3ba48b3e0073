import factory
from django.utils import timezone

from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.privacy.models import Breach


class BreachFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Breach

    title = "كشف في مجلد مفتوح"
    happened = "وُجد الكشف في مجلد يفتحه من يملك رابطه."
    kinds = ["identity", "contact"]
    affected = 40
    method = "عدد الصفوف"
    risk = "medium"
    discovered_at = factory.LazyFunction(timezone.now)
    entered_by = factory.SubFactory(PersonFactory)
    entered_at = factory.LazyFunction(timezone.now)

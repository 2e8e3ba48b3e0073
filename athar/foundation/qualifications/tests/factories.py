from datetime import date

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from athar.foundation.evidence import papers
from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.qualifications.catalogue import kinds
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.rules import last_day

PDF = b"%PDF-1.7 certificate"


def document(name: str = "certificate.pdf") -> ContentFile:
    return ContentFile(PDF, name=name)


class QualificationFactory(factory.django.DjangoModelFactory):
    """Filed by its holder, and waits; with ``state="approved"`` it counts."""

    class Meta:
        model = Qualification
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    kind = "first_aid"
    issuer = "هيئة الهلال الأحمر السعودي"
    awarded_on = date(2026, 3, 1)
    expires_on = factory.LazyAttribute(
        lambda one: last_day(one.awarded_on, kinds()[one.kind].months, kinds()[one.kind].renewal)
    )
    filed_by = factory.SelfAttribute("person")
    filed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def paper(self, create, extracted, **_more):
        if create and extracted:
            papers.keep(self.papers, document())
            self.save()

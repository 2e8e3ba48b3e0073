import factory
from django.utils import timezone

from athar.foundation.people.models import Account, Organisation, Person, RoleGrant

IN_LATIN_LETTERS = {"سارة الزهراني": "Sara Alzahrani"}


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = "سارة الزهراني"
    name_latin = factory.LazyAttribute(lambda person: IN_LATIN_LETTERS.get(person.name, ""))
    gender = "female"


class AccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Account

    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence(lambda n: f"person{n}@example.org")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"organisation-{n}")
    kind = "association"
    name_ar = "جمعية العرض"
    name_en = "Demonstration association"


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(PersonFactory)
    since = factory.LazyFunction(timezone.now)

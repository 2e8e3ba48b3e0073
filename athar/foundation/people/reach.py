"""For which organisations a partner's manager answers, and who is meant by a number."""

from datetime import datetime

from django.db.models import Q, QuerySet

from athar.foundation.core.crypto import lookup_hashes
from athar.foundation.core.identity import parse_national_id, parse_phone
from athar.foundation.core.refusals import Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, Person, RoleGrant


def organisations_of(person: Person, *, at: datetime) -> QuerySet[Organisation]:
    """The organisations a partner's manager answers for: those of her role, and her own."""
    granted = RoleGrant.objects.in_force(at).filter(person=person, role=Role.PARTNER_MANAGER)
    return Organisation.objects.filter(
        Q(pk__in=granted.values("organisation")) | Q(pk=person.organisation_id)
    )


def with_number(persons: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of the persons whose identity number or phone this is; none for what is neither."""
    try:
        return persons.filter(national_id_hash__in=lookup_hashes(parse_national_id(text)))
    except Refused:
        pass
    try:
        return persons.filter(phone=parse_phone(text))
    except Refused:
        return persons.none()

"""A person opens an account for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge
from athar.foundation.identity.rules import is_minor
from athar.foundation.people.choices import Gender, Purpose, Role
from athar.foundation.people.models import Account, Person, RoleGrant
from athar.foundation.people.operations import record_consent


class RegistrationRefused(Refused):
    """No account can be opened with this address."""


@dataclass(frozen=True)
class Profile:
    name: str
    name_latin: str
    gender: Gender
    birth_date: date
    phone: str = ""  # E.164


@transaction.atomic
def register(
    *,
    challenge: Challenge,
    profile: Profile,
    consents: Mapping[Purpose, str],
    password: str,
    language: str,
    at: datetime,
) -> Account:
    """
    Open an account for whoever answered the code sent to an e-mail address, and make them a volunteer.

    :param consents: the purposes they allowed, each with the version of the words they read; a minor's are not recorded.
    :param password: empty: they sign in with a code each time.
    :raises RegistrationRefused: when the address was not proven, or has an account by now.
    """
    Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    email = challenge.address.lower()
    if challenge.use != Use.REGISTRATION or challenge.answered_at is None:
        raise RegistrationRefused(
            Reason("not_proven", _("The e-mail address is not proven."), _("Ask for a code again."))
        )
    if Account.objects.filter(email__iexact=email).exists():
        raise RegistrationRefused(
            Reason("has_account", _("There is an account with this address by now."), _("Sign in instead."))
        )
    person = Person.objects.create(
        name=profile.name, name_latin=profile.name_latin, gender=profile.gender, birth_date=profile.birth_date,
        phone=profile.phone, email=email,
    )  # fmt: skip
    account = Account.objects.create_user(
        email, password or None, person=person, language=language, created_at=at
    )
    RoleGrant.objects.create(person=person, role=Role.VOLUNTEER, since=at)
    # For a minor a guardian agrees, once linked; what was ticked before the birth date was known counts for nothing.
    agreed = {} if is_minor(profile.birth_date, on=riyadh_day(at)) else consents
    for purpose, version in agreed.items():
        record_consent(
            person=person, purpose=purpose, given=True, on=riyadh_day(at), text_version=version, by=person
        )
    return account

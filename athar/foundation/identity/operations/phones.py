"""A phone number becomes a way in once its holder read a code there."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity.choices import Use
from athar.foundation.identity.models import Challenge, ProvenPhone
from athar.foundation.identity.queries import PHONE
from athar.foundation.people.models import Account, Person


class PhoneRefused(Refused):
    """The number cannot be a way in."""


@transaction.atomic
def prove_phone(*, account: Account, challenge: Challenge, at: datetime) -> ProvenPhone:
    """
    Note that the account's holder read the code sent to this number, and make it the person's number.

    :raises PhoneRefused: when the number is another account's way in, or the code was not answered for this account.
    """
    if challenge.use != Use.PHONE or challenge.account_id != account.pk or challenge.answered_at is None:
        raise PhoneRefused(
            Reason("not_answered", _("This number is not proven."), _("Ask for a code again."))
        )
    number = challenge.address
    try:
        with transaction.atomic():
            proven, _created = ProvenPhone.objects.update_or_create(
                account=account, defaults={"number_hash": lookup_hash(number, purpose=PHONE), "proven_at": at}
            )
    except IntegrityError as error:
        raise PhoneRefused(
            Reason(
                "phone_taken",
                _("This number is the way in to another account."),
                _("Sign in there and change it, or use another number."),
            )
        ) from error
    person = Person.objects.select_for_update(of=("self",)).get(pk=account.person_id)
    person.phone = number
    person.save(update_fields=["phone"])
    return proven

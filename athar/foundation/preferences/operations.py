from datetime import datetime

from django.db import transaction

from athar.foundation.people.models import Account
from athar.foundation.preferences.models import Preference
from athar.foundation.preferences.rules import Reading


@transaction.atomic
def keep(*, account: Account, reading: Reading, at: datetime) -> Preference:
    """Remember how somebody likes to read, on whatever device they sign in."""
    if account.language != reading.language:
        account.language = reading.language
        account.save(update_fields=["language"])
    preference, _made = Preference.objects.update_or_create(
        account=account,
        defaults={
            "digits": reading.digits,
            "calendar": reading.calendar,
            "theme": reading.theme,
            "shortcuts": reading.shortcuts,
            "changed_at": at,
        },
    )
    return preference

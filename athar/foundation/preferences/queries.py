from athar.foundation.people.models import Account
from athar.foundation.preferences.models import Preference
from athar.foundation.preferences.rules import Reading


def reading_of(account: Account) -> Reading | None:
    """How somebody said they like to read; None when they never said."""
    kept: Preference | None = getattr(account, "preference", None)
    if kept is None:
        return None
    return Reading(account.language, kept.digits, kept.calendar, kept.theme, kept.shortcuts)

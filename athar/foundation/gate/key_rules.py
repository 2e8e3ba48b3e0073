"""What a key looks like, what it may open, and what speaks against making one."""

import secrets
import string
import zlib
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, filled
from athar.foundation.gate.choices import Scope
from athar.foundation.gate.models import AccessKey
from athar.foundation.people.choices import Role
from athar.foundation.people.holdings import reach_of
from athar.foundation.people.rules import FULL_SIGHT, MASKED_SIGHT
from athar.foundation.people.scopes import Reach

# What finds secrets that leaked into source looks for this beginning and proves the check digits.
PREFIX = "athar_"
LENGTH, CHECK = 40, 6
ALPHABET = string.ascii_letters + string.digits
SHOWN = len(PREFIX) + 4
LONGEST_LIFE = timedelta(days=366)
MOST_KEYS = 10

# What everybody may do for themselves, and so a program of theirs, whatever roles they hold.
PERSONAL = frozenset({Scope.SEATS_OWN})
# What a role opens to a program that comes in its holder's name: never more than it opens to the holder.
NEEDS: dict[Scope, frozenset[Role]] = {
    Scope.RECORDS_READ: FULL_SIGHT | MASKED_SIGHT,
    Scope.RECORDS_ENTER: frozenset({Role.PROGRAMME_MANAGER, Role.PARTNER_MANAGER}),
    Scope.IMPORTS_READ: frozenset(
        {Role.PROGRAMME_MANAGER, Role.REVIEWER, Role.EXECUTIVE, Role.AUDITOR, Role.PARTNER_MANAGER}
    ),
    Scope.IMPORTS_SEND: frozenset({Role.PROGRAMME_MANAGER, Role.PARTNER_MANAGER}),
    Scope.SEATS_OTHERS: frozenset({Role.PROGRAMME_MANAGER, Role.PARTNER_MANAGER}),
    Scope.ATTENDANCE: frozenset({Role.PROGRAMME_MANAGER, Role.PARTNER_MANAGER}),
}


def new_secret() -> str:
    """A key with 238 bits of chance, and check digits."""
    middle = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return PREFIX + middle + _check_digits(middle)


def looks_like_a_key(text: str) -> bool:
    """Whether the check digits hold: what was mistyped or cut off needs no question to the database."""
    middle, digits = text[len(PREFIX) : -CHECK], text[-CHECK:]
    return text.startswith(PREFIX) and len(middle) == LENGTH and _check_digits(middle) == digits


def _check_digits(middle: str) -> str:
    number, digits = zlib.crc32(middle.encode()), ""
    for _digit in range(CHECK):
        number, place = divmod(number, len(ALPHABET))
        digits = ALPHABET[place] + digits
    return digits


def open_to(roles: Collection[Role]) -> list[Scope]:
    """The scopes that these roles allow, and those that need none."""
    return [scope for scope in Scope if scope in PERSONAL or reach_of(roles, NEEDS[scope])]


def reach_of_key(roles: Collection[Role], scope: Scope) -> Reach:
    """How far these roles open it by what they are as staff; a partner's manager stays within her organisation besides."""
    return reach_of(roles, NEEDS[scope] - {Role.PARTNER_MANAGER})


def key_refusals(key: AccessKey, roles: Collection[Role], others: int, *, at: datetime) -> list[Reason]:
    """
    Everything that speaks against a key.

    :param roles: in force for whoever makes it. :param others: how many keys of theirs are in force.
    """
    checks: list[Callable[[], Reason | None]] = [
        lambda: _nameless(key),
        lambda: _beyond(key, roles),
        lambda: _ends_wrongly(key, at),
        lambda: _too_many(others),
    ]
    return [reason for check in checks if (reason := check())]


def _nameless(key: AccessKey) -> Reason | None:
    if key.name:
        return None
    return Reason("no_name", _("The key has no name."), _("Name the program it is for."))


def _beyond(key: AccessKey, roles: Collection[Role]) -> Reason | None:
    if not key.scopes:
        return Reason("opens_nothing", _("The key would open nothing."), _("Choose what it is for."))
    if set(key.scopes) <= set(open_to(roles)):
        return None
    return Reason(
        "beyond_your_roles",
        _("The key would open more than your roles open to you."),
        _("Choose among what is offered."),
    )


def _ends_wrongly(key: AccessKey, at: datetime) -> Reason | None:
    if at < key.expires_at <= at + LONGEST_LIFE:
        return None
    return Reason(
        "bad_end",
        _("A key ends on a day to come, within a year."),
        _("Choose an earlier day, or one that is not past."),
    )


def _too_many(others: int) -> Reason | None:
    if others < MOST_KEYS:
        return None
    return Reason(
        "too_many_keys",
        filled(_("You have %(most)s keys already."), most=MOST_KEYS),
        _("Revoke one that no program uses any more."),
    )

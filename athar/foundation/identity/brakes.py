"""
The brakes on guessing, kept in the database, so that every process sees them and a restart forgets nothing.

A failure is written in a transaction of its own: the one in which the attempt failed is rolled back.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from athar.foundation.core.crypto import lookup_hash
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.identity import rules
from athar.foundation.identity.models import Brake

log = logging.getLogger("athar.audit")
GUESSED = ("account", "network", "second proof")  # messages are counted too, and are no failures


class TooManyAttempts(Refused):
    """Too many failures in a row; says how long to wait."""


@dataclass(frozen=True)
class Track:
    """What failures are counted against: an account's name, or a network address. ``free`` of them cost nothing."""

    kind: str
    name: str
    free: int

    @property
    def key(self) -> bytes:
        return lookup_hash(f"{self.kind}:{self.name.strip().lower()}", purpose="identity.brake")


def of_account(name: str) -> Track:
    return Track("account", name, rules.FREE_TRIES_OF_AN_ACCOUNT)


def of_network(address: str) -> Track:
    return Track("network", address, rules.FREE_TRIES_OF_AN_ADDRESS)


def of_second_proof(account: object) -> Track:
    return Track("second proof", str(account), rules.FREE_TRIES_OF_AN_ACCOUNT)


def of_messages_to(address: str) -> Track:
    return Track("messages to", address, rules.FREE_MESSAGES)


def of_messages_from(address: str) -> Track:
    return Track("messages from", address, rules.FREE_TRIES_OF_AN_ADDRESS)


def check(tracks: Iterable[Track], *, at: datetime) -> None:
    """
    Let the attempt pass.

    :raises TooManyAttempts: while one of the ways is closed, with the longest time left.
    """
    keys = [track.key for track in tracks]
    closed = Brake.objects.filter(key__in=keys, closed_until__gt=at).values_list("closed_until", flat=True)
    until = max(filter(None, closed), default=None)
    if until is not None:
        raise TooManyAttempts(_closed(until - at))


@transaction.atomic
def press(tracks: Iterable[Track], *, at: datetime) -> None:
    """Count a failure against each of these; two hours of quiet forget the earlier ones."""
    for track in sorted(tracks, key=lambda track: track.key):  # in one order, so that nobody waits in a ring
        Brake.objects.get_or_create(key=track.key, defaults={"last_at": at})
        brake = Brake.objects.select_for_update().get(key=track.key)
        forgotten = at - brake.last_at > rules.FORGOTTEN_AFTER
        brake.failures = 1 if forgotten else brake.failures + 1
        pause = rules.pause_after(brake.failures, track.free)
        brake.last_at, brake.closed_until = at, (at + pause if pause else None)
        brake.save(update_fields=["failures", "last_at", "closed_until"])
        if track.kind in GUESSED:
            log.warning("attempt failed at=%r failures=%s closed=%s", track.kind, brake.failures, bool(pause))
    Brake.objects.filter(last_at__lt=at - 2 * rules.FORGOTTEN_AFTER).delete()


def release(track: Track) -> None:
    """Forget the failures of whoever came in after all."""
    Brake.objects.filter(key=track.key).delete()


def _closed(left: timedelta) -> Reason:
    return Reason("too_many_attempts", _("Too many attempts failed."), _wait(ceil(left.total_seconds())))


def _say(seconds: int) -> str:
    if seconds < 60:  # noqa: PLR2004 -- a minute
        return ngettext(
            "Wait %(seconds)s second, then try again.", "Wait %(seconds)s seconds, then try again.", seconds
        ) % {"seconds": seconds}
    minutes = ceil(seconds / 60)
    return ngettext(
        "Wait %(minutes)s minute, then try again.", "Wait %(minutes)s minutes, then try again.", minutes
    ) % {"minutes": minutes}


_wait = lazy(_say, str)

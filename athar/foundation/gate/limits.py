"""
Buckets in the database, so that every process sees them.

What is kept of a bucket is the moment at which it will be full again (the generic cell rate algorithm, ITU-T I.371):
a request moves it on by its share, and is refused if it then lay further ahead than a bucket holds.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.prepared import prepared_cursor
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.gate.rules import WINDOW, Bucket

# The rows are locked in the order of their keys, so that two requests never wait for each other in a ring.
TAKE = """
    WITH asked (key, every) AS (VALUES {asked}),
    taken AS (
        INSERT INTO gate_bucket AS bucket (key, full_at) SELECT key, %(at)s + every FROM asked ORDER BY key
        ON CONFLICT (key) DO UPDATE SET full_at = greatest(bucket.full_at, %(at)s) + (excluded.full_at - %(at)s)
        WHERE greatest(bucket.full_at, %(at)s) + (excluded.full_at - %(at)s) <= %(at)s + %(window)s
        RETURNING key, full_at
    )
    SELECT key, full_at, true FROM taken
    UNION ALL
    SELECT key, full_at, false FROM gate_bucket JOIN asked USING (key) WHERE key NOT IN (SELECT key FROM taken)
"""
SWEEP = "DELETE FROM gate_bucket WHERE full_at < %(at)s"
SWEPT_ONCE_IN = 2_000  # requests; a full bucket and none at all are the same


class TooMuch(Refused):
    """Somebody asked too often; ``seconds`` until one more request is let through."""

    def __init__(self, bucket: Bucket, seconds: int) -> None:
        self.bucket, self.seconds = bucket, seconds
        super().__init__(
            Reason(
                "too_many_requests",
                _("More was asked for than one account or address may ask in a minute."),
                filled(_("Wait %(seconds)s seconds, then go on. Nothing was lost."), seconds=seconds),
            )
        )


@dataclass(frozen=True)
class Left:
    """How many requests a bucket still holds, and in how many seconds it is full again."""

    bucket: Bucket
    requests: int
    seconds: int


def take(buckets: Sequence[Bucket], *, at: datetime) -> list[Left]:
    """
    Take a request out of each of the buckets, in one statement.

    :returns: what is left of each, in the order given.
    :raises TooMuch: when one of them is empty.
    """
    by_key = {bucket.key: bucket for bucket in buckets}
    for key, bucket in by_key.items():
        # Whoever floods us is turned away without a question to the database.
        if (known := cache.get(_remembered(key))) and known > at:
            raise TooMuch(bucket, ceil((known - at).total_seconds()))
    found: dict[bytes, Left] = {}
    for key, full_at, was_taken in _asked(by_key, at):
        bucket, ahead = by_key[bytes(key)], (full_at - at).total_seconds()
        if not was_taken:
            raise _emptied(bytes(key), bucket, ahead, at)
        found[bytes(key)] = Left(bucket, int((WINDOW - ahead) / bucket.every + 1e-6), ceil(ahead))
    # A row that another request made a moment ago is not seen by this statement; it was not refused either.
    return [found.get(key, Left(bucket, 0, WINDOW)) for key, bucket in by_key.items()]


def _asked(buckets: dict[bytes, Bucket], at: datetime) -> list[tuple[bytes, datetime, bool]]:
    values: dict[str, Any] = {"at": at, "window": timedelta(seconds=WINDOW)}
    for number, (key, bucket) in enumerate(buckets.items()):
        values |= {f"key{number}": key, f"every{number}": timedelta(seconds=bucket.every)}
    asked = ", ".join(
        f"(%(key{number})s::bytea, %(every{number})s::interval)" for number in range(len(buckets))
    )
    with prepared_cursor() as cursor:
        cursor.execute(TAKE.format(asked=asked), values)
        rows: list[tuple[bytes, datetime, bool]] = cursor.fetchall()
        if not secrets.randbelow(SWEPT_ONCE_IN):
            cursor.execute(SWEEP, values)
    return rows


def _emptied(key: bytes, bucket: Bucket, ahead: float, at: datetime) -> TooMuch:
    seconds = max(ceil(ahead + bucket.every - WINDOW), 1)
    cache.set(_remembered(key), at + timedelta(seconds=seconds), seconds)
    return TooMuch(bucket, seconds)


def _remembered(key: bytes) -> str:
    return f"gate:{key.hex()}"

"""What everything that is sent has in common: one effect under one idempotency key, and the same answer each time."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Header

from athar.foundation.gate.answers import Answer, KeyStandsForAnother, once
from athar.web.api.callers import program_in
from athar.web.api.problems import Problem

LARGEST_KEY = 2**63 - 1  # of the database
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$",
        description=_("A new one for every new thing. Sent again within a day, it is answered the same and nothing happens twice."),
    ),
]  # fmt: skip


def done_once(
    request: HttpRequest, response: HttpResponse, *, key: str, at: datetime, work: Callable[[], Answer]
) -> Answer:
    """
    Do the work in one transaction, or give the answer that was given before.

    :raises Problem: when something else was sent under the key.
    """
    fingerprint = sha256(request.path.encode() + b"\0" + request.body).digest()
    try:
        answer = once(account=program_in(request).account, key=key, fingerprint=fingerprint, at=at, work=work)
    except KeyStandsForAnother as refused:
        raise Problem("idempotency-key-reused", *refused.reasons) from refused
    if answer.repeated:
        response.headers["Idempotency-Replayed"] = "true"
    return answer

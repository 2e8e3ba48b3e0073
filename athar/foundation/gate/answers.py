"""One effect for what is sent twice, one after the other or at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.gate.models import KeptAnswer
from athar.foundation.people.models import Account

KEPT = timedelta(days=1)
# Waits for whoever sends the same at this moment: until their work is kept, or has failed and may be tried here.
CLAIM = """
    INSERT INTO gate_keptanswer (account_id, key, fingerprint, status, body, at) VALUES (%s, %s, %s, 0, '{}', %s)
    ON CONFLICT (account_id, key) DO NOTHING RETURNING id
"""


class KeyStandsForAnother(Refused):
    """The idempotency key was used for something else."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    repeated: bool = False


@transaction.atomic
def once(
    *, account: Account, key: str, fingerprint: bytes, at: datetime, work: Callable[[], Answer]
) -> Answer:
    """
    Do the work and keep its answer under the key; or give the answer that is kept.

    When the work raises, nothing is kept, and the same may be sent again.

    :raises KeyStandsForAnother: when something else was sent under the same key within a day.
    """
    KeptAnswer.objects.filter(account=account, at__lt=at - KEPT).delete()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [account.pk, key, fingerprint, at])
        claimed = cursor.fetchone()
    if claimed is None:
        return _kept(KeptAnswer.objects.get(account=account, key=key), fingerprint)
    answer = work()
    KeptAnswer.objects.filter(pk=claimed[0]).update(status=answer.status, body=answer.body)
    return answer


def _kept(known: KeptAnswer, fingerprint: bytes) -> Answer:
    if bytes(known.fingerprint) != fingerprint:
        raise KeyStandsForAnother(
            Reason(
                "idempotency_key_reused",
                _("Something else was sent under this idempotency key."),
                _("Make a new key for every new thing; keep it only to send the very same again."),
            )
        )
    return Answer(known.status, known.body, repeated=True)

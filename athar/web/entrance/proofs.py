"""What somebody has proved in this session: nothing yet, a first proof, a second one too, and how long ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from athar.foundation.people.models import Account
from athar.web.ui.recent import PROVEN_AT
from athar.web.ui.viewer import SECOND_PROOF

HALF_WAY = "half_way"
WAITS = timedelta(minutes=10)  # for the second proof


@dataclass(frozen=True)
class HalfWay:
    """Somebody gave the first proof of an account, and not yet the second."""

    account: Account
    target: str


def wait_for_second(request: HttpRequest, account: Account, *, target: str, at: datetime) -> None:
    request.session[HALF_WAY] = {
        "account": account.pk,
        "sign": account.get_session_auth_hash(),
        "target": target,
        "at": at.isoformat(),
    }


def half_way(request: HttpRequest, *, at: datetime) -> HalfWay | None:
    """Whose second proof is waited for; a password changed meanwhile, or ten minutes, end the waiting."""
    waiting = request.session.get(HALF_WAY)
    if not waiting or at - datetime.fromisoformat(waiting["at"]) > WAITS:
        return None
    account = Account.objects.filter(pk=waiting["account"], is_active=True).first()
    if account is None or not constant_time_compare(waiting["sign"], account.get_session_auth_hash()):
        return None
    return HalfWay(account, waiting["target"])


def arrived(request: HttpRequest) -> None:
    request.session.pop(HALF_WAY, None)


def note(request: HttpRequest, *, second: bool, at: datetime | None) -> None:
    """
    Remember that whoever is signed in has proved who they are.

    :param at: when; None, when it may have been long ago.
    """
    if at:
        request.session[PROVEN_AT] = at.isoformat()
    else:
        request.session.pop(PROVEN_AT, None)
    if second:
        request.session[SECOND_PROOF] = True


def gave_second(request: HttpRequest) -> bool:
    return bool(request.session.get(SECOND_PROOF, False))

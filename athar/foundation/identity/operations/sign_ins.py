"""Coming in, seen again, ended: what stands behind the list of where somebody is signed in."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.crypto import lookup_hash, lookup_hashes
from athar.foundation.core.refusals import filled
from athar.foundation.identity import messages
from athar.foundation.identity.devices import Device
from athar.foundation.identity.models import EmailChange, SignIn
from athar.foundation.identity.rules import SIGN_INS_KEPT
from athar.foundation.people.models import Account

PURPOSE = "identity.browser"


@transaction.atomic
def begin_sign_in(
    *,
    account: Account,
    session_key: str,
    mark: str,
    device: Device,
    at: datetime,
    tell: bool = True,
    most: int | None = None,
) -> SignIn:
    """
    Note that somebody came in, and tell the holder when it was with a browser never seen before.

    :param mark: random, kept by the browser; it knows the browser again and says nothing else.
    :param tell: whether the holder is told of a new browser; never of the first of all.
    :param most: on how many devices the account stays signed in; the sign-ins not seen for longest are ended beyond it.
    """
    SignIn.objects.filter(last_seen_at__lt=at - SIGN_INS_KEPT).delete()
    EmailChange.objects.filter(at__lt=at - SIGN_INS_KEPT).delete()
    earlier = SignIn.objects.filter(account=account)
    is_new = not earlier.filter(browser_hash__in=lookup_hashes(mark, purpose=PURPOSE)).exists()
    if tell and is_new and earlier.exists():
        words = filled(
            _("Somebody signed in to your account with a browser that was never used for it: %(device)s."),
            device=device,
        )
        messages.notify(
            account,
            event="signed in on a new device",
            subject=_("Signed in on a new device"),
            words=words,
            at=at,
        )
    begun = SignIn.objects.create(
        account=account, session_key=session_key, browser_hash=lookup_hash(mark, purpose=PURPOSE),
        browser=device.browser, system=device.system, since=at, last_seen_at=at,
    )  # fmt: skip
    if most is not None:
        by_last_seen = SignIn.objects.open(at).filter(account=account).order_by("-last_seen_at", "-pk")
        for too_many in by_last_seen[most:]:
            end_sign_in(sign_in=too_many, at=at)
    return begun


def see_again(*, sign_in: int, at: datetime) -> None:
    SignIn.objects.filter(pk=sign_in, last_seen_at__lt=at).update(last_seen_at=at)


@transaction.atomic
def move_sign_in(*, sign_in: int, session_key: str) -> None:
    """The session goes on under another key."""
    kept = SignIn.objects.select_for_update().filter(pk=sign_in).first()
    if kept:
        kept.session_key = session_key
        kept.save(update_fields=["session_key"])


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, at: datetime) -> None:
    """Let nobody go on there. Ending twice changes nothing."""
    current = SignIn.objects.select_for_update().get(pk=sign_in.pk)
    if current.ended_at is None:
        _session(current.session_key).delete()
        current.ended_at = at
        current.save(update_fields=["ended_at"])


@transaction.atomic
def end_other_sign_ins(*, account: Account, keep: int | None, at: datetime) -> int:
    """End every sign-in of the account but one. Returns how many there were."""
    others = list(SignIn.objects.open(at).filter(account=account).exclude(pk=keep or 0))
    for other in others:
        end_sign_in(sign_in=other, at=at)
    return len(others)


def _session(key: str):  # type: ignore[no-untyped-def]
    return import_module(settings.SESSION_ENGINE).SessionStore(session_key=key)

"""What is sent to people: written in their language, kept sealed until it is sent, in demonstrations never sent."""

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override

from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Text
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import Challenge, Dispatch
from athar.foundation.people.models import Account

log = logging.getLogger("athar.audit")


def can_send(channel: Channel) -> bool:
    """Whether messages of this kind leave the server, or are shown in place of that."""
    if settings.ATHAR_DEMO:
        return True
    return bool(settings.EMAIL_HOST if channel is Channel.EMAIL else settings.ATHAR_PHONE_SENDER)


def write(
    *,
    template: str,
    subject: Text,
    channel: Channel,
    address: str,
    at: datetime,
    account: Account | None = None,
    challenge: Challenge | None = None,
    language: str = "",
    folder: str = "identity/mail",
    unsubscribe: str = "",
    **facts: Any,
) -> Dispatch:
    """
    Write a message and have it sent once the present transaction commits.

    ``template`` names ``<folder>/<template>.txt`` and ``.html``; a phone gets ``.phone.txt``. It is written
    in ``language``, or in the one in which the page was asked for. ``unsubscribe``: the address that stops messages
    of this kind in one click (RFC 8058); none for those that nobody may stop.
    """
    with override(language or (get_language() or settings.LANGUAGE_CODE)):
        code = get_language() or settings.LANGUAGE_CODE
        context = {
            "association": settings.ATHAR_ASSOCIATION[code], "subject": subject, "language": code,
            "direction": "rtl" if code == "ar" else "ltr", "site": settings.ATHAR_BASE_URL,
            "prefix": "" if code == settings.LANGUAGE_CODE else f"/{code}",
            "unsubscribe": unsubscribe, **facts,
        }  # fmt: skip
        ending = "phone.txt" if channel is Channel.PHONE else "txt"
        html = "" if channel is Channel.PHONE else render_to_string(f"{folder}/{template}.html", context)
        message = Dispatch.objects.create(
            channel=channel, address=address, subject=str(subject), html=html, account=account, challenge=challenge,
            unsubscribe=unsubscribe or None, text=render_to_string(f"{folder}/{template}.{ending}", context), written_at=at,
            sent_at=at if settings.ATHAR_DEMO else None,
        )  # fmt: skip
    if not settings.ATHAR_DEMO:
        later(deliver, message=message.pk)
    return message


def notify(
    account: Account, *, event: str, subject: Text, words: Text, at: datetime, address: str = "", **facts: Any
) -> None:
    """
    Tell the holder of an account, in their language, what happened to it, and leave a line in the log that names nobody.

    No mail goes where none is sent.

    :param event: what happened, for the log.
    :param address: an earlier address of theirs; else the present one.
    """
    log.info(event, extra={"facts": {"account": account.pk}})
    if can_send(Channel.EMAIL):
        write(
            template="notice", subject=subject, channel=Channel.EMAIL, address=address or account.email, at=at,
            account=account, language=account.language, words=words, **facts,
        )  # fmt: skip


@job
def deliver(*, message: int) -> None:
    """Send a message. Sent once as a rule: a worker that dies between sending and noting it sends again."""
    waiting = Dispatch.objects.filter(pk=message, sent_at=None).first()
    if waiting is None:
        return
    if waiting.channel == Channel.EMAIL:
        mail = EmailMultiAlternatives(
            waiting.subject, waiting.text, to=[waiting.address], headers=_headers(waiting.unsubscribe)
        )
        mail.attach_alternative(waiting.html, "text/html")
        mail.send()
    else:
        import_string(settings.ATHAR_PHONE_SENDER)(number=waiting.address, text=waiting.text)
    waiting.sent_at = timezone.now()
    waiting.save(update_fields=["sent_at"])


def _headers(unsubscribe: str | None) -> dict[str, str]:
    """How a mail program stops messages of this kind for its reader (RFC 2369, RFC 8058)."""
    if not unsubscribe:
        return {}
    return {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

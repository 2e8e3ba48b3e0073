"""Letters: what is due to somebody goes out as one, in their language, and can be stopped in one click."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from athar.foundation.core.jobs import every, job, later
from athar.foundation.identity import messages
from athar.foundation.identity.choices import Channel
from athar.foundation.notices import rules
from athar.foundation.notices.models import Notice, Rhythm
from athar.foundation.notices.queries import letters_to
from athar.foundation.people.models import Account

LINES = 20  # of a letter; what is older stands on the pages
SALT = "athar.notices.unsubscription"


def token_for(person: int, kinds: list[str]) -> str:
    """What stops letters of these kinds, in whoever's hands it is: only the reader was sent it."""
    return signing.dumps([person, sorted(kinds)], salt=SALT, compress=True)


@job
@transaction.atomic
def send_letter(*, person: int) -> None:
    """Send everything that is due to a person now as one letter. Run again, it finds nothing more to send."""
    at = timezone.now()
    rows = list(
        Notice.objects.due(at).filter(person=person).select_for_update(skip_locked=True).order_by("-told_at")
    )
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is None:
        return
    late = [row.pk for row in rows if not row.is_worth_a_letter(at)]
    Notice.objects.filter(pk__in=late).update(due_at=None)
    rows = [row for row in rows if row.pk not in late]
    if not rows:
        return
    owed = any(row.about.owed for row in rows)
    if not owed and rules.is_braked(letters_to(person, at=at), at=at):
        rhythm = Rhythm.objects.filter(pk=person).first()
        morning = (rhythm.hours if rhythm else rules.Hours()).morning(at)
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=morning)
        return
    _write(account, rows, at)
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)


def _write(account: Account, rows: list[Notice], at: datetime) -> None:
    kinds = {row.kind: row.about for row in rows}
    stoppable = [code for code, kind in kinds.items() if not kind.owed]
    language = account.language
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    stopping = (
        f"{settings.ATHAR_BASE_URL}{prefix}/me/notices/unsubscription/{token_for(account.person_id, stoppable)}/"
        if stoppable
        else ""
    )
    with override(language):
        lines = [
            {
                "sentence": row.sentence,
                "url": f"{settings.ATHAR_BASE_URL}{prefix}/me/notices/{row.pk}/",
                "beside": _beside(row, f"{settings.ATHAR_BASE_URL}{prefix}"),
            }
            for row in rows[:LINES]
        ]
    messages.write(
        template="notices", folder="notices/mail", channel=Channel.EMAIL, address=account.email, at=at, account=account,
        subject=next(iter(kinds.values())).label if len(kinds) == 1 else _("What is new for you"),
        language=language, unsubscribe=stopping, lines=lines, more=max(len(rows) - LINES, 0),
    )  # fmt: skip


def _beside(row: Notice, site: str) -> dict[str, str] | None:
    if row.beside is None:
        return None
    words, path = row.beside
    return {"words": str(words), "url": f"{site}/{path}"}


@every("*/10 * * * *")
def find_what_is_due() -> None:
    """Have sent what waited for the end of quiet hours or for the morning, and what was missed."""
    for person in Notice.objects.due(timezone.now()).order_by().values_list("person", flat=True).distinct():
        later(send_letter, person=person)


@every("20 3 * * *")
def forget_old_notices() -> None:
    Notice.objects.filter(told_at__lt=timezone.now() - rules.KEPT).delete()

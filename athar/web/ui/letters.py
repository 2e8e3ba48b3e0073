"""What a demonstration would have sent because of this browser: kept by key in its session, shown in the outbox."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from athar.foundation.identity.models import Dispatch

LETTERS = "letters"
SHOWN = 10
SHOWN_FOR = timedelta(days=1)


def remember(request: HttpRequest, message: Dispatch) -> None:
    request.session[LETTERS] = [*request.session.get(LETTERS, []), message.pk][-SHOWN:]


def letters(request: HttpRequest, *, at: datetime) -> list[Dispatch]:
    """The newest first."""
    mine = Dispatch.objects.filter(pk__in=request.session.get(LETTERS, []), written_at__gt=at - SHOWN_FOR)
    return list(mine.order_by("-pk"))

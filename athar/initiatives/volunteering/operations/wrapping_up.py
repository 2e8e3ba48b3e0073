"""A shift is over: whoever was not seen to come, or to go, is told kindly and can say why; those in charge are told too."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import AttendanceMark, Session, Statement
from athar.engine.journeys.presence import Doubt
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import every
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.initiatives.volunteering.choices import Unseen, Word
from athar.initiatives.volunteering.facts import ShiftWrappedUp, UnseenExplained
from athar.initiatives.volunteering.models import Inquiry, Wrapup
from athar.initiatives.volunteering.operations.reminding import facts_of

SETTLED = timedelta(
    hours=2
)  # after the end; until then a door may still mark, and phones without a network arrive
LATEST = timedelta(days=3)  # after the end; asked later than that, nobody remembers
KINDS = {Unseen.COMING: "volunteering.not_seen_to_come", Unseen.GOING: "volunteering.not_seen_to_go"}
WORDS = {Unseen.COMING: (Word.CAME, Word.PREVENTED), Unseen.GOING: (Word.FORGOT,)}


class WordRefused(Refused):
    """What somebody says of a shift cannot be taken; every reason is listed."""


@every("5-59/10 * * * *")
def wrap_up_shifts() -> None:
    """Look at every shift that is over and whose attendance was taken, each in a transaction of its own."""
    at = timezone.now()
    taken = Exists(AttendanceMark.objects.filter(session=OuterRef("pk"))) | Exists(
        Statement.objects.filter(session=OuterRef("pk"))
    )
    over = Session.objects.filter(
        taken, edition__opportunity__isnull=False, wrapup=None, cancelled_at=None,
        ends_at__lte=at - SETTLED, ends_at__gt=at - LATEST,
    )  # fmt: skip
    for key in over.order_by("ends_at").values_list("pk", flat=True):
        wrap_up(session=key, at=at)


@transaction.atomic
def wrap_up(*, session: int, at: datetime) -> Wrapup | None:
    """
    Ask whoever was not seen what was; once for each shift, however many workers look.

    Of whom somebody in charge stated something, nothing is asked.

    :returns: None where another worker was there first.
    """
    found = (
        Session.objects.filter(pk=session).select_related("edition__opportunity")
        .select_for_update(no_key=True, of=("self",), skip_locked=True).first()
    )  # fmt: skip
    if found is None or Wrapup.objects.filter(session=found).exists():
        return None
    unseen = {
        one.seat: kind for one in attendance_of(found) if one.seat and (kind := _unseen(one, found, at))
    }
    for seat, kind in unseen.items():
        Inquiry.objects.create(seat=seat, unseen=kind, asked_at=at)
        tell(seat.person_id, KINDS[kind], at=at, seat=seat.pk, **facts_of(found))
    kinds = list(unseen.values())
    wrapped = Wrapup.objects.create(
        session=found, at=at, absent=kinds.count(Unseen.COMING), unfinished=kinds.count(Unseen.GOING)
    )  # fmt: skip
    if unseen:
        announce(ShiftWrappedUp(found.pk, wrapped.absent, wrapped.unfinished, at))
    return wrapped


@transaction.atomic
def say_what_was(*, inquiry: Inquiry, word: Word, words: str, by: Person, at: datetime) -> None:
    """
    Say what was: for those in charge to read, who state it where they believe it.

    :param by: whose seat it is.
    :raises WordRefused: when it was said already, is no answer to what was asked, or the seat is somebody else's.
    """
    inquiry = Inquiry.objects.select_for_update(of=("self",)).select_related("seat").get(pk=inquiry.pk)
    reasons = []
    if inquiry.word:
        reasons.append(
            Reason("said", _("You said already what was."), _("Ask whoever leads the shift if it was otherwise."))
        )  # fmt: skip
    if word not in WORDS[Unseen(inquiry.unseen)]:
        reasons.append(Reason("word", _("This answers something else."), _("Choose one of the answers.")))
    if inquiry.seat.person_id != by.pk:
        reasons.append(Reason("not_theirs", _("This seat is not yours."), _("Look at your shifts.")))
    if reasons:
        raise WordRefused(*reasons)
    Inquiry.objects.filter(pk=inquiry.pk).update(word=word, words=words.strip()[:300], said_at=at)
    announce(UnseenExplained(inquiry.seat.session_id, at))


def _unseen(one: Attendance, session: Session, at: datetime) -> Unseen | None:
    if one.said is not None:
        return None
    if one.is_absent(session, at=at):
        return Unseen.COMING
    return Unseen.GOING if Doubt.NO_END in one.doubts else None

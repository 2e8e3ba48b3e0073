"""Hours that were entered, held against attendance: a late mark or a statement may say something else by now."""

from collections.abc import Iterable
from decimal import Decimal

from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Session
from athar.engine.ledger.choices import Kind, Source
from athar.engine.ledger.models import Proposal
from athar.initiatives.volunteering.choices import SESSION
from athar.initiatives.volunteering.rules import in_hours

LONGEST_KEY = 18  # digits that a key of the database can have


def hours_now(session: Session, one: Attendance) -> Decimal:
    """What the attendance of somebody comes to; nothing while it is in doubt."""
    return Decimal(0) if one.doubts else in_hours(one.minutes(session))


def is_outdated(entry: Proposal, session: Session, one: Attendance | None) -> bool:
    """
    Whether an entry says other hours than attendance does.

    :param one: the attendance of its person; None where nobody knows anything of them there: then only what was itself taken
        from attendance is outdated.
    """
    if one is None:
        return entry.source == Source.ATTENDANCE
    return entry.quantity != hours_now(session, one)


def outdated_in(
    session: Session, attendance: Iterable[Attendance], entries: Iterable[Proposal]
) -> list[Proposal]:
    known: dict[int | None, Attendance] = {one.person.pk: one for one in attendance}
    return [entry for entry in entries if is_outdated(entry, session, known.get(entry.person_id))]


def outdated_among(entries: Iterable[Proposal]) -> list[Proposal]:
    """Those of any entries that are hours of a shift and outdated; the attendance of each shift is read once."""
    by_shift: dict[tuple[int | None, str], list[Proposal]] = {}
    for entry in entries:
        if entry.kind == Kind.HOURS and entry.session.startswith(SESSION):
            by_shift.setdefault((entry.edition_id, entry.session), []).append(entry)
    found: list[Proposal] = []
    for (edition, code), theirs in by_shift.items():
        session = session_named(code)
        if session is not None and session.edition_id == edition:
            found += outdated_in(session, attendance_of(session), theirs)
    return found


def code_of(session: Session) -> str:
    """By what records name a session."""
    return f"{SESSION}{session.pk}"


def key_in(code: str) -> int | None:
    """The key of the session that a record names; None where it names something else."""
    key = code.removeprefix(SESSION)
    named = key != code and key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY
    return int(key) if named else None


def session_named(code: str) -> Session | None:
    """The shift that a record names, with its edition; None where it names something else, or none that is there."""
    key = key_in(code)
    shifts = Session.objects.filter(edition__opportunity__isnull=False)
    return shifts.select_related("edition").filter(pk=key).first() if key is not None else None

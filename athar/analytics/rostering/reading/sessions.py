"""The form by sessions in time."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from athar.analytics.rostering.problem import Name, Session, SessionsProblem, Volunteer
from athar.analytics.rostering.reading.clock import Clock
from athar.analytics.rostering.reading.fields import Fields, cost, identifier, refuse, unique, whole


def sessions_problem(top: Fields) -> SessionsProblem:
    top.only("sessions", "people", "fairness", "locked")
    clock = Clock()
    sessions = tuple(_session(fields, clock) for fields in top.objects("sessions"))
    unique([session.id for session in sessions], "sessions", "session")
    known = {session.id for session in sessions}
    people = tuple(_volunteer(fields, clock, known) for fields in top.objects("people"))
    unique([person.id for person in people], "people", "person")
    return SessionsProblem(
        sessions=sessions,
        people=people,
        fairness=top.cost("fairness", 0),
        locked=tuple(_locks(top, {person.id for person in people}, known)),
        warnings=tuple(top.warnings),
    )


def _session(fields: Fields, clock: Clock) -> Session:
    fields.only("id", "start", "end", "place", "needed", "skills", "under", "rest_minutes", "week")
    start = clock.minute(fields.required("start"), fields.at("start"))
    end = clock.minute(fields.required("end"), fields.at("end"), closes=True)
    if end <= start:
        refuse(fields.where, "the end is not after the start.")
    return Session(
        id=fields.identifier("id"),
        start=start,
        end=end,
        place=str(fields.value.get("place") or ""),
        needed=fields.whole("needed", high=10**6),
        skills=fields.skills(),
        under=fields.cost("under", 100),
        rest=fields.limit("rest_minutes") or 0,
        week=str(fields.identifier("week")) if fields.has("week") else "",
    )


def _volunteer(fields: Fields, clock: Clock, known: set[Name]) -> Volunteer:
    fields.only(
        "id", "skills", "available", "cannot", "max_minutes", "weekly_minutes", "min_rest_minutes", "prefers"
    )
    return Volunteer(
        id=fields.identifier("id"),
        skills=fields.skills(),
        available=_windows(fields, clock),
        max_minutes=fields.limit("max_minutes"),
        min_rest_minutes=fields.limit("min_rest_minutes") or 0,
        prefers=_wishes(fields, known),
        cannot=frozenset(_sessions_in(fields, "cannot", known)),
        weekly=_weekly(fields),
    )


def _windows(fields: Fields, clock: Clock) -> tuple[tuple[int, int], ...] | None:
    """Availability in order, with windows that touch made one."""
    if not fields.has("available"):
        return None
    windows = []
    for value, where in fields.elements("available"):
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 -- a start and an end
            refuse(where, "should be a list of a start and an end.")
        start = clock.minute(value[0], f"{where}[0]")
        end = clock.minute(value[1], f"{where}[1]", closes=True)
        if end <= start:
            refuse(where, "the end is not after the start.")
        windows.append((start, end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _wishes(fields: Fields, known: set[Name]) -> Mapping[Name, Decimal]:
    if not fields.has("prefers"):
        return {}
    inner = Fields(fields.value["prefers"], fields.at("prefers"), fields.warnings)
    wishes: dict[Name, Decimal] = {}
    for key, value in inner.value.items():
        name = key if key in known else int(key) if key.lstrip("-").isdecimal() else key
        if name not in known:
            refuse(inner.where, f"there is no session {key!r}.")
        wishes[name] = cost(value, inner.at(key))
    return wishes


def _sessions_in(fields: Fields, key: str, known: set[Name]) -> Iterator[Name]:
    for value, where in fields.elements(key):
        name = identifier(value, where)
        if name not in known:
            refuse(where, f"there is no session {name!r}.")
        yield name


def _weekly(fields: Fields) -> Mapping[str, int]:
    if not fields.has("weekly_minutes"):
        return {}
    inner = Fields(fields.value["weekly_minutes"], fields.at("weekly_minutes"), fields.warnings)
    return {week: whole(minutes, inner.at(week)) for week, minutes in inner.value.items()}


def _locks(top: Fields, people: set[Name], known: set[Name]) -> list[tuple[Name, Name]]:
    locks: dict[tuple[Name, Name], None] = {}
    for fields in top.objects("locked"):
        fields.only("person", "session")
        locks[fields.one_of("person", people, "person"), fields.one_of("session", known, "session")] = None
    return list(locks)

"""The form by days and shift types."""

from collections.abc import Mapping

from athar.analytics.rostering.problem import Cover, DayLock, DaysProblem, Name, Request, Shift, Worker
from athar.analytics.rostering.reading.fields import Fields, identifier, refuse, unique, whole

MOST_DAYS = 1500
PERSON = ("id", "max_shifts", "max_minutes", "min_minutes", "max_consecutive", "min_consecutive", "min_consecutive_off", "max_weekends", "days_off", "skills")  # fmt: skip


def days_problem(top: Fields) -> DaysProblem:
    top.only("days", "shifts", "people", "weekend", "cover", "requests", "locked")
    days = top.whole("days", low=1, high=MOST_DAYS)
    weekend = frozenset(whole(day, where, high=6) for day, where in top.elements("weekend"))
    shifts = _shifts(top)
    known = {shift.id for shift in shifts}
    people = tuple(_worker(fields, days, known) for fields in top.objects("people"))
    unique([person.id for person in people], "people", "person")
    names = {person.id for person in people}
    return DaysProblem(
        days=days,
        weekend=weekend if top.has("weekend") else frozenset({5, 6}),
        shifts=shifts,
        people=people,
        cover=tuple(_cover(fields, days, known) for fields in top.objects("cover")),
        requests=tuple(_request(fields, days, known, names) for fields in top.objects("requests")),
        locked=tuple(_locks(top, days, known, names)),
        warnings=tuple(top.warnings),
    )


def _shifts(top: Fields) -> tuple[Shift, ...]:
    top.required("shifts")
    read = list(top.objects("shifts"))
    known = {fields.identifier("id") for fields in read}
    shifts = []
    for fields in read:
        fields.only("id", "minutes", "cannot_follow", "skills")
        before = frozenset(_known(each, where, known) for each, where in fields.elements("cannot_follow"))
        shifts.append(Shift(fields.identifier("id"), fields.whole("minutes"), before, fields.skills()))
    unique([shift.id for shift in shifts], "shifts", "shift")
    return tuple(shifts)


def _worker(fields: Fields, days: int, known: set[Name]) -> Worker:
    fields.only(*PERSON)
    off = frozenset(whole(day, where, high=days - 1) for day, where in fields.elements("days_off"))
    return Worker(
        id=fields.identifier("id"),
        skills=fields.skills(),
        max_shifts=_by_shift(fields, known),
        max_minutes=fields.limit("max_minutes"),
        min_minutes=fields.limit("min_minutes"),
        max_consecutive=fields.limit("max_consecutive"),
        min_consecutive=fields.limit("min_consecutive"),
        min_consecutive_off=fields.limit("min_consecutive_off"),
        max_weekends=fields.limit("max_weekends"),
        days_off=off,
    )


def _by_shift(fields: Fields, known: set[Name]) -> Mapping[Name, int]:
    if not fields.has("max_shifts"):
        return {}
    inner = Fields(fields.value["max_shifts"], fields.at("max_shifts"), fields.warnings)
    texts = {str(name): name for name in known}  # keys of JSON objects are texts
    for name in inner.value:
        if name not in texts:
            refuse(inner.where, f"there is no shift {name!r}.")
    return {texts[name]: inner.whole(name) for name in inner.value if inner.has(name)}


def _cover(fields: Fields, days: int, known: set[Name]) -> Cover:
    fields.only("day", "shift", "needed", "under", "over", "skill")
    return Cover(
        day=fields.whole("day", high=days - 1),
        shift=fields.one_of("shift", known, "shift"),
        needed=fields.whole("needed"),
        under=fields.cost("under", 100),
        over=fields.cost("over", 1),
        skill=str(fields.identifier("skill")) if fields.has("skill") else None,
    )


def _request(fields: Fields, days: int, known: set[Name], people: set[Name]) -> Request:
    fields.only("person", "day", "shift", "on", "weight")
    return Request(
        person=fields.one_of("person", people, "person"),
        day=fields.whole("day", high=days - 1),
        shift=fields.one_of("shift", known, "shift"),
        on=fields.truth("on", default=True),
        weight=fields.cost("weight", 1),
    )


def _locks(top: Fields, days: int, known: set[Name], people: set[Name]) -> list[DayLock]:
    locks = []
    for fields in top.objects("locked"):
        fields.only("person", "day", "shift")
        shift = fields.one_of("shift", known, "shift") if fields.has("shift") else None
        locks.append(
            DayLock(
                fields.one_of("person", people, "person"),
                fields.whole("day", high=days - 1),
                shift,
            )
        )
    return locks


def _known(value: object, where: str, known: set[Name]) -> Name:
    name = identifier(value, where)
    return name if name in known else refuse(where, f"there is no shift {name!r}.")

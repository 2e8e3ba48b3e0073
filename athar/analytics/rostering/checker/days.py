"""Every rule of the form by days, from the words of the format; slow and plain on purpose."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from athar.analytics.rostering.checker.verdict import Verdict

Plan = dict[int, Any]  # the shift of each day that is worked


def check_days(raw: dict[str, Any], assignments: list[dict[str, Any]]) -> Verdict:
    verdict = Verdict(penalties={"cover_under": Decimal(0), "cover_over": Decimal(0), "requests": Decimal(0)})
    people = {person["id"]: person for person in raw["people"]}
    shifts = {shift["id"]: shift for shift in raw["shifts"]}
    plans: dict[Any, Plan] = {name: {} for name in people}
    for entry in assignments:
        name, day, shift = entry["person"], entry["day"], entry["shift"]
        if name not in people or shift not in shifts or day not in range(raw["days"]):
            verdict.faults.append(f"nobody can be given {entry}")
        elif day in plans[name]:
            verdict.faults.append(f"{name}: two shifts on day {day}")
        else:
            plans[name][day] = shift
    for name, plan in plans.items():
        verdict.faults += [f"{name}: {rule}" for rule in broken_by_days(raw, people[name], plan)]
    for lock in raw.get("locked") or []:
        if plans[lock["person"]].get(lock["day"]) != lock.get("shift"):
            verdict.faults.append(f"{lock['person']}: locked on day {lock['day']}")
    _charge_cover(verdict, raw, people, plans)
    for request in raw.get("requests") or []:
        wanted = request.get("on", True)
        weight = Decimal(str(request.get("weight", 1)))
        if (plans[request["person"]].get(request["day"]) == request["shift"]) != wanted and weight:
            facts = {"person": request["person"], "day": request["day"], "shift": request["shift"]}
            verdict.charge("requests", weight, **facts, on=wanted)
    return verdict


def _charge_cover(
    verdict: Verdict, raw: dict[str, Any], people: dict[Any, Any], plans: dict[Any, Plan]
) -> None:
    for cover in raw.get("cover") or []:
        skill = cover.get("skill")
        assigned = sum(
            plan.get(cover["day"]) == cover["shift"]
            and (skill is None or str(skill) in _skills(people[name]))
            for name, plan in plans.items()
        )
        missing = cover["needed"] - assigned
        rule, each = ("cover_under", cover.get("under")) if missing > 0 else ("cover_over", cover.get("over"))
        price = Decimal(str(each)) if each is not None else Decimal(100 if missing > 0 else 1)
        if missing and price:
            facts = {"day": cover["day"], "shift": cover["shift"], "skill": skill, "needed": cover["needed"]}
            verdict.charge(rule, price * abs(missing), **facts, assigned=assigned)


def broken_by_days(raw: dict[str, Any], person: dict[str, Any], plan: Plan) -> Iterator[str]:
    """The names of the person's own limits that the plan breaks."""
    shifts = {shift["id"]: shift for shift in raw["shifts"]}
    minutes = sum(shifts[shift]["minutes"] for shift in plan.values())
    if any(not _skills(shifts[shift]) <= _skills(person) for shift in plan.values()):
        yield "skills"
    if set(plan) & {int(day) for day in person.get("days_off") or []}:
        yield "days_off"
    for shift, most in (person.get("max_shifts") or {}).items():
        if most is not None and sum(str(worked) == str(shift) for worked in plan.values()) > most:
            yield "max_shifts"
    if person.get("max_minutes") is not None and minutes > person["max_minutes"]:
        yield "max_minutes"
    if person.get("min_minutes") is not None and minutes < person["min_minutes"]:
        yield "min_minutes"
    yield from _broken_runs(raw["days"], person, plan)
    weekend = [5, 6] if raw.get("weekend") is None else raw["weekend"]
    worked = {day // 7 for day in plan if day % 7 in weekend}
    if person.get("max_weekends") is not None and len(worked) > person["max_weekends"]:
        yield "max_weekends"
    for day, shift in plan.items():
        if plan.get(day - 1) in (shifts[shift].get("cannot_follow") or []):
            yield "cannot_follow"
            return


def _broken_runs(days: int, person: dict[str, Any], plan: Plan) -> Iterator[str]:
    """Longest and shortest runs. A run that touches an edge may go on beyond it, so no least length binds it."""
    for works, run in groupby(range(days), key=lambda day: day in plan):
        lasts = list(run)
        inside = lasts[0] > 0 and lasts[-1] < days - 1
        most = person.get("max_consecutive") if works else None
        least = person.get("min_consecutive" if works else "min_consecutive_off")
        if most is not None and len(lasts) > most:
            yield "max_consecutive"
        if least is not None and inside and len(lasts) < least:
            yield "min_consecutive" if works else "min_consecutive_off"


def _skills(thing: dict[str, Any]) -> set[str]:
    return {str(skill) for skill in thing.get("skills") or []}

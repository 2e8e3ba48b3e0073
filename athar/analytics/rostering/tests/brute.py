"""The cheapest roster by trying all of them, judged by the checker: only for very small problems."""

from itertools import combinations, product

from athar.analytics.rostering import check
from athar.analytics.rostering.checker import broken_by_days, broken_by_sessions


def cheapest(raw):
    """The least cost, or ``None`` where every roster breaks a limit."""
    per_person = [_plans(raw, person) if "days" in raw else _choices(raw, person) for person in raw["people"]]
    verdicts = (check(raw, [entry for own in whole for entry in own]) for whole in product(*per_person))
    return min((verdict.cost for verdict in verdicts if not verdict.faults), default=None)


def _plans(raw, person):
    shifts = [None, *(shift["id"] for shift in raw["shifts"])]
    for days in product(shifts, repeat=raw["days"]):
        plan = {day: shift for day, shift in enumerate(days) if shift}
        if not list(broken_by_days(raw, person, plan)):
            yield [{"person": person["id"], "day": day, "shift": shift} for day, shift in plan.items()]


def _choices(raw, person):
    for many in range(len(raw["sessions"]) + 1):
        for sessions in combinations(raw["sessions"], many):
            if not list(broken_by_sessions(person, sessions)):
                yield [{"person": person["id"], "session": session["id"]} for session in sessions]

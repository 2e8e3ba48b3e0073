"""
Why something could not be met, in words of both languages.

For what is missing, everybody who is not there is tried there, beside all they have: the checker names the limit that says no.
"""

from collections import Counter, defaultdict
from typing import Any

from athar.analytics.rostering.checker import Verdict, broken_by_days, broken_by_sessions
from athar.analytics.rostering.explaining.words import contradiction, shortfall
from athar.analytics.rostering.found import Conflict

MOST = 12  # the dearest; reasons for hundreds of gaps are read by nobody


def why_none(conflicts: tuple[Conflict, ...]) -> list[dict[str, Any]]:
    return [
        {
            "about": {each.about: each.name},
            "rules": list(each.rules),
            **contradiction(each.about, each.name, each.rules, each.facts),
        }
        for each in conflicts
    ]


def why_missing(
    raw: dict[str, Any], assignments: list[dict[str, Any]], verdict: Verdict
) -> list[dict[str, Any]]:
    gaps = [each for each in verdict.unmet if each["rule"] in {"under", "cover_under"}]
    gaps.sort(key=lambda gap: -gap["cost"])
    explain = _days if raw.get("sessions") is None else _sessions
    return explain(raw, assignments, gaps[:MOST])


def _sessions(
    raw: dict[str, Any], assignments: list[dict[str, Any]], gaps: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    sessions = {session["id"]: session for session in raw["sessions"]}
    taken: dict[Any, list[Any]] = defaultdict(list)
    for each in assignments:
        taken[each["person"]].append(each["session"])
    found = []
    for gap in gaps:
        name = gap["session"]
        blocks: Counter[str] = Counter()
        for person in raw["people"]:
            if name in taken[person["id"]]:
                continue
            alone = next(broken_by_sessions(person, [sessions[name]]), None)
            beside = [sessions[each] for each in (*taken[person["id"]], name)]
            blocks[alone or next(broken_by_sessions(person, beside), "nothing")] += 1
        missing = gap["needed"] - gap["assigned"]
        words = shortfall(f"الجلسة {name}", f"Session {name}", missing, gap["needed"], blocks)
        found.append({"about": {"session": name}, "rules": dict(blocks), **words})
    return found


def _days(
    raw: dict[str, Any], assignments: list[dict[str, Any]], gaps: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    plans: dict[Any, dict[int, Any]] = defaultdict(dict)
    for each in assignments:
        plans[each["person"]][each["day"]] = each["shift"]
    locked = {(lock["person"], lock["day"]) for lock in raw.get("locked") or []}
    found = []
    for gap in gaps:
        day, shift, skill = gap["day"], gap["shift"], gap["skill"]
        blocks: Counter[str] = Counter()
        for person in raw["people"]:
            plan = plans[person["id"]]
            skilled = skill is None or str(skill) in map(str, person.get("skills") or [])
            if plan.get(day) == shift and skilled:
                continue
            blocks[
                _blocked(raw, person, plan, day, shift, skilled=skilled, locked=(person["id"], day) in locked)
            ] += 1
        of_skill = "" if skill is None else f" ({skill})"
        words = shortfall(
            f"اليوم {day}، المناوبة {shift}{of_skill}",
            f"Day {day}, shift {shift}{of_skill}",
            gap["needed"] - gap["assigned"],
            gap["needed"],
            blocks,
        )
        about = {"day": day, "shift": shift, "skill": skill}
        found.append({"about": about, "rules": dict(blocks), **words})
    return found


def _blocked(
    raw: dict[str, Any],
    person: dict[str, Any],
    plan: dict[int, Any],
    day: int,
    shift: Any,
    *,
    skilled: bool,
    locked: bool,
) -> str:
    if not skilled:
        return "skills"
    if locked:
        return "locked"
    if day in plan:
        return "another_shift"
    already = set(broken_by_days(raw, person, plan))
    return next(
        (rule for rule in broken_by_days(raw, person, {**plan, day: shift}) if rule not in already), "nothing"
    )


__all__ = ["why_missing", "why_none"]

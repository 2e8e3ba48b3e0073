"""Every rule of the form by sessions, from the words of the format; slow and plain on purpose."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from athar.analytics.rostering.checker.verdict import Verdict

ONE_DAY = len("2024-03-01")


def check_sessions(raw: dict[str, Any], assignments: list[dict[str, Any]]) -> Verdict:
    verdict = Verdict(penalties={"under": Decimal(0), "prefers": Decimal(0), "fairness": Decimal(0)})
    sessions = {session["id"]: session for session in raw["sessions"]}
    people = {person["id"]: person for person in raw["people"]}
    taken: dict[Any, list[Any]] = defaultdict(list)
    for entry in assignments:
        if entry["person"] not in people or entry["session"] not in sessions:
            verdict.faults.append(f"nobody can be given {entry}")
        elif entry["session"] in taken[entry["person"]]:
            verdict.faults.append(f"{entry['person']}: twice in session {entry['session']}")
        else:
            taken[entry["person"]].append(entry["session"])
    for name, ids in taken.items():
        broken = broken_by_sessions(people[name], [sessions[each] for each in ids])
        verdict.faults += [f"{name}: {rule}" for rule in broken]
    for lock in raw.get("locked") or []:
        if lock["session"] not in taken[lock["person"]]:
            verdict.faults.append(f"{lock['person']}: locked in session {lock['session']}")
    _charge_needed(verdict, raw, Counter(each for ids in taken.values() for each in ids))
    _charge_wishes(verdict, people, taken)
    verdict.penalties["fairness"] = _unfairness(raw, taken)
    return verdict


def broken_by_sessions(person: dict[str, Any], sessions: list[dict[str, Any]]) -> Iterator[str]:
    """The names of the person's own limits that these sessions break."""
    skills = {str(skill) for skill in person.get("skills") or []}
    spans = [(moment(session["start"]), moment(session["end"], closes=True)) for session in sessions]
    if any(not {str(skill) for skill in session.get("skills") or []} <= skills for session in sessions):
        yield "skills"
    if person.get("available") is not None:
        open_at = [(moment(start), moment(end, closes=True)) for start, end in person["available"]]
        if not all(_covered(span, open_at) for span in spans):
            yield "available"
    if any(session["id"] in (person.get("cannot") or []) for session in sessions):
        yield "cannot"
    yield from _too_close(person, sessions)
    most = person.get("max_minutes")
    if most is not None and sum(_minutes(end - start) for start, end in spans) > most:
        yield "max_minutes"
    for week, limit in (person.get("weekly_minutes") or {}).items():
        inside = [
            span
            for span, session in zip(spans, sessions, strict=True)
            if session.get("week") is not None and str(session["week"]) == week
        ]
        if sum(_minutes(end - start) for start, end in inside) > limit:
            yield "weekly_minutes"


def _too_close(person: dict[str, Any], sessions: list[dict[str, Any]]) -> Iterator[str]:
    """Two at once, or less rest between two than the person or either session asks for; the pause of nothing is none."""
    for one, two in combinations(sorted(sessions, key=lambda session: moment(session["start"])), 2):
        rests = (person.get("min_rest_minutes"), one.get("rest_minutes"), two.get("rest_minutes"))
        ends, begins = moment(one["end"], closes=True), moment(two["start"])
        if begins < ends:
            yield "overlap"
        elif 0 < _minutes(begins - ends) < max(rest or 0 for rest in rests):
            yield "min_rest_minutes"


def moment(value: Any, *, closes: bool = False) -> Any:
    """A time, or minutes as they are. A day without a time is its first moment, or the one after its last."""
    if not isinstance(value, str):
        return int(value)
    found = datetime.fromisoformat(value)
    if closes and len(value) == ONE_DAY:
        found += timedelta(days=1)
    return found.timestamp() // 60 if found.tzinfo else (found - datetime(1970, 1, 1)) // timedelta(minutes=1)  # noqa: DTZ001 -- without an offset, as the file


def _covered(span: tuple[Any, Any], windows: list[tuple[Any, Any]]) -> bool:
    """Whether the windows together hold the whole span: walk from its start as far as they carry."""
    reached, end = span
    for opens, closes in sorted(windows):
        if opens <= reached < closes:
            reached = closes
    return bool(reached >= end)


def _minutes(gap: Any) -> int:
    return int(gap)


def _charge_needed(verdict: Verdict, raw: dict[str, Any], assigned: Counter[Any]) -> None:
    for session in raw["sessions"]:
        name, needed, there = session["id"], session["needed"], assigned[session["id"]]
        price = Decimal(str(session["under"])) if session.get("under") is not None else Decimal(100)
        if there > needed:
            verdict.faults.append(f"session {name}: {there} where {needed} are needed")
        elif there < needed and price:
            verdict.charge("under", price * (needed - there), session=name, needed=needed, assigned=there)


def _charge_wishes(verdict: Verdict, people: dict[Any, Any], taken: dict[Any, list[Any]]) -> None:
    for name, person in people.items():
        given = {str(each) for each in taken[name]}
        for session, weight in (person.get("prefers") or {}).items():
            price = Decimal(str(weight))
            if (price > 0 and session not in given) or (price < 0 and session in given):
                verdict.charge("prefers", abs(price), person=name, session=session, given=session in given)


def _unfairness(raw: dict[str, Any], taken: dict[Any, list[Any]]) -> Decimal:
    """One person's second session costs once the weight, the third twice, and so on."""
    steps = sum(place for ids in taken.values() for place in range(len(ids)))
    return Decimal(str(raw.get("fairness") or 0)) * steps
